#include "sink.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Sets what KEY names from VALUE; *REST is what follows after the next colon. */
static int set(struct sink *sink, const char *key, char *value, char **rest,
               struct mfp_error *error)
{
    int number;
    if (strcmp(key, "tls") == 0 && value && !mfp_word_find(mfp_tls_mode_words, value, &number))
        sink->tls = (enum mfp_tls_mode)number;
    else if (strcmp(key, "cert") == 0 && value)
        sink->cert = value;
    else if (strcmp(key, "auth") == 0 && value && *rest) {
        sink->user = value;
        sink->password_file = strsep(rest, ":");
    } else if (strcmp(key, "size") == 0 && value)
        sink->size = strtoll(value, NULL, 10);
    else if (strcmp(key, "delay") == 0 && value)
        sink->delay = strtod(value, NULL);
    else if (strcmp(key, "open") == 0 && !value)
        sink->open = true;
    else
        return mfp_error_set(error, -EINVAL,
                             "sink %s: %s is none of tls=none|starttls|implicit, cert=NAME, "
                             "auth=USER:PASSFILE, size=N, delay=SECONDS, open",
                             sink->name, key);
    return 0;
}

int sink_read(struct sink *sink, const char *spec, struct mfp_error *error)
{
    *sink = (struct sink){
        .spec = strdup(spec),
        .tls = MFP_TLS_NONE,
        .cert = "good",
        .size = 36 << 20,
        .log = STDOUT_FILENO,
    };
    if (!sink->spec)
        return mfp_error_set(error, -ENOMEM, "sink: no memory");
    char *rest = sink->spec;
    int result = 0;
    sink->name = strsep(&rest, ":");
    while (rest && !result) {
        char *value = strsep(&rest, ":");
        char *key = strsep(&value, "=");
        result = set(sink, key, value, &rest, error);
    }
    if (result)
        sink_done(sink);
    return result;
}

void sink_done(struct sink *sink)
{
    free(sink->spec);
    *sink = (struct sink){0};
}
