#include "checks/queue/queue.h"
#include "nagios/plugin.h"

int main(int argc, char **argv)
{
    return mfp_plugin_end(mfp_plugin_main(&mfp_check_queue, argc, argv));
}
