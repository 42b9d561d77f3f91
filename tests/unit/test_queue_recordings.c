/*
 * Recordings of real devices, if there are any at MFPMAIL_WALKS: each is polled for half an hour.
 */
#include "agent.h"
#include "snmp/queue/state.h"
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { POLLS = 30, INTERVAL_S = 60, RECORDINGS_MIN = 70 };

/* What the index of the recordings calls vendors, where we call them otherwise. */
static const struct {
    const char *index, *ours;
} vendors[] = {
    {"FujiXerox/Fujifilm", "FUJIFILM"},
    {"51966", "TSC"},
    {"ESI", "Zebra"}, /* its print server is Extended Systems', the device is Zebra's */
};

static const char *ours(const char *vendor)
{
    for (size_t i = 0; i < COUNT_OF(vendors); i++)
        if (strcmp(vendors[i].index, vendor) == 0)
            return vendors[i].ours;
    return vendor;
}

/* Recordings of which more is known than their vendor. */
static const struct {
    const char *file, *brand, *model, *serial;
    enum mfp_tier tier;
} known[] = {
    {"librenms/sharp", "Sharp", "SHARP MX-3570N", "", MFP_TIER_C},
    {"librenms/konica", "Konica Minolta", "KONICA MINOLTA bizhub C3110", "", MFP_TIER_D},
    {"librenms/konica_c250i", "Konica Minolta", "KONICA MINOLTA bizhub C250i", "", MFP_TIER_D},
    {"librenms/developprinter", "Develop", "Develop ineo 280", "", MFP_TIER_NONE},
    {"librenms/xerox", "Xerox", "Xerox AltaLink C8045", "", MFP_TIER_NONE},
    {"librenms/xerox_apeosport", "Fuji Xerox", "FUJI XEROX ApeosPort-VI C4471", "TC101180620073",
     MFP_TIER_NONE},
    {"librenms/fujifilmprinter_c810", "FUJIFILM", "FUJIFILM ApeosPro C810", "TC101630131338",
     MFP_TIER_NONE},
    {"librenms/kyocera", "Kyocera", "FS-1028MFP", "QUV9600664", MFP_TIER_NONE},
    {"librenms/utax", "UTAX", "P-4532DN", "", MFP_TIER_D},
    {"librenms/ricoh_mpc2503", "Ricoh", "MP C2503", "", MFP_TIER_D},
    {"librenms/gestetner", "Gestetner", "Gestetner MPC2500/DSc525", "M6394300657", MFP_TIER_NONE},
    {"librenms/lanier", "Lanier", "LANIER MP C3501/LD635C", "", MFP_TIER_NONE},
    {"issue-fragments/ricoh_infotec-isc2432_partial", "Infotec", "infotec ISC 2432", "",
     MFP_TIER_NONE},
    {"librenms/brother", "Brother", "Brother MFC-L2710DW series", "000A5J431816", MFP_TIER_D},
    {"brother-fixtures/brother_mfc-j680dw", "Brother", "MFC-J680DW", "serial_number", MFP_TIER_D},
    {"issue-fragments/brother_mfc-j5110dw_idle", "Brother", "Brother MFC-J5110DW", "", MFP_TIER_D},
    {"librenms/canonprinter_ir-adv", "Canon", "Canon iR-ADV C5235", "", MFP_TIER_NONE},
    {"librenms/canonprinter_lbp", "Canon", "LBP6670", "MKRA012345", MFP_TIER_D},
    {"librenms/jetdirect_m130nw", "HP", "HP LaserJet MFP M130nw", "VNCRC48198", MFP_TIER_D},
    {"librenms/jetdirect_context@Jetdirect", "HP", "HP Color LaserJet M452nw", "", MFP_TIER_NONE},
    {"librenms/okilan", "OKI", "MC342", "", MFP_TIER_NONE},
    {"librenms/lexmarkprinter", "Lexmark", "Lexmark T640", "", MFP_TIER_NONE},
    {"librenms/toshiba-tec_estudio305", "Toshiba", "TOSHIBA e-STUDIO305CS", "", MFP_TIER_NONE},
    {"librenms/toshiba-tec_estudio2505", "Toshiba TEC", "TOSHIBA e-STUDIO2505AC", "",
     MFP_TIER_NONE},
    {"librenms/samsungprinter_clx", "Samsung", "Samsung CLX-3170 Series", "", MFP_TIER_NONE},
    {"librenms/dell-laser_s5830dn", "Dell", "Dell S5830dn", "7XQ1R92-132-13", MFP_TIER_D},
    {"librenms/zebra", "Zebra", "ZebraNet Wired PS", "", MFP_TIER_NONE},
};

static void check_known(const char *file, const struct mfp_queue_sample *sample)
{
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        if (strncmp(file, known[i].file, strlen(known[i].file)) != 0 ||
            strcmp(file + strlen(known[i].file), ".snmprec") != 0)
            continue;
        check_string(file, sample->brand, known[i].brand);
        check_string(file, sample->model, known[i].model);
        check_number(file, sample->tier, known[i].tier);
        if (known[i].serial[0])
            check_string(file, sample->serial, known[i].serial);
    }
}

static void check_verdict(const char *file, const struct mfp_queue_sample *sample,
                          const struct mfp_queue_verdict *verdict)
{
    check_number(file, verdict->tier, sample->tier);
    check_number(file, verdict->state,
                 sample->tier == MFP_TIER_C ? MFP_QUEUE_IDLE : MFP_QUEUE_UNSUPPORTED);
    check_number(file, verdict->stuck + verdict->dropped, 0);
    check_true(file, !verdict->suspect);
    check_true(file, !verdict->rebooted && !verdict->swapped);
}

static void poll_recording(const char *file, struct agent *agent)
{
    static struct mfp_queue_memory memory;
    static struct mfp_queue_sample sample;
    struct mfp_survey survey = {0};
    struct mfp_queue_limits limits;
    struct mfp_queue_verdict verdict;
    memset(&memory, 0, sizeof(memory));
    mfp_queue_limits_init(&limits);
    for (int i = 0; i < POLLS; i++) {
        struct mfp_queue_time now = {.steady = i * INTERVAL_S, .wall = 1795000000 + i * INTERVAL_S};
        agent_poll(agent, &survey, &now, &sample);
        mfp_queue_step(&memory, &limits, &sample, &now, &verdict);
        check_verdict(file, &sample, &verdict);
        check_true(file, agent->requests <= 60);
    }
    check_known(file, &sample);
}

static void check_vendor(const char *file, struct agent *agent, const char *vendor)
{
    static struct mfp_queue_sample sample;
    struct mfp_survey survey = {0};
    agent_poll(agent, &survey, &(struct mfp_queue_time){0}, &sample);
    check_string(file, sample.vendor, ours(vendor));
}

static void check_recording(const char *folder, const char *file, const char *vendor)
{
    char path[4096];
    struct agent agent = {0};
    snprintf(path, sizeof(path), "%s/%s", folder, file);
    check_true(file, agent_read(&agent, path));
    check_vendor(file, &agent, vendor);
    poll_recording(file, &agent);
    agent_done(&agent);
}

/* The fifth column of the index is the vendor. */
static void every_recording_is_told_and_none_is_misread(void **state)
{
    (void)state;
    const char *folder = getenv("MFPMAIL_WALKS");
    char path[4096], line[4096];
    int count = 0;
    snprintf(path, sizeof(path), "%s/INDEX.tsv", folder ? folder : "");
    FILE *index = folder ? fopen(path, "re") : NULL;
    if (!index) {
        print_message("skipped: no recordings at '%s'\n", folder ? folder : "");
        skip();
    }
    assert_non_null(fgets(line, sizeof(line), index));
    while (fgets(line, sizeof(line), index)) {
        char *rest = line, *columns[5];
        for (size_t i = 0; i < COUNT_OF(columns); i++)
            assert_non_null(columns[i] = strsep(&rest, "\t"));
        check_recording(folder, columns[0], columns[4]);
        count++;
    }
    fclose(index);
    print_message("%d recordings\n", count);
    assert_true(count >= RECORDINGS_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recording_is_told_and_none_is_misread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
