#include "snmp/poll/secret_text.h"
#include "unit.h"

#include <errno.h>

static int read_secret(const char *text, size_t length, struct mfp_snmp_credential *credential,
                       struct mfp_snmp_password *auth, struct mfp_snmp_password *priv,
                       struct mfp_error *error)
{
    static char octets[256];
    const struct mfp_secret secret = {.value = octets, .length = length};
    memcpy(octets, text, length);
    *credential = (struct mfp_snmp_credential){.version = MFP_SNMP_V3};
    return mfp_snmp_secret_read(credential, &secret, auth, priv, error);
}

static void words_are_taken(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *user, *auth, *priv, *context;
        enum mfp_snmp_auth auth_protocol;
        enum mfp_snmp_priv priv_protocol;
        enum mfp_snmp_level level;
    } rows[] = {
        {"user=scan", "scan", "", "", "", 0, 0, MFP_SNMP_NO_AUTH_NO_PRIV},
        {"user=scan auth=md5:password", "scan", "password", "", "", MFP_SNMP_AUTH_MD5, 0,
         MFP_SNMP_AUTH_NO_PRIV},
        {"user=scan auth=sha:password priv=des:passwords", "scan", "password", "passwords", "",
         MFP_SNMP_AUTH_SHA, MFP_SNMP_PRIV_DES, MFP_SNMP_AUTH_PRIV},
        {"  priv=aes:secretly   auth=sha224:password user=s context=Jetdirect ", "s", "password",
         "secretly", "Jetdirect", MFP_SNMP_AUTH_SHA224, MFP_SNMP_PRIV_AES128, MFP_SNMP_AUTH_PRIV},
        {"user=s auth=sha256:password priv=aes128:secretly level=authNoPriv", "s", "password",
         "secretly", "", MFP_SNMP_AUTH_SHA256, MFP_SNMP_PRIV_AES128, MFP_SNMP_AUTH_NO_PRIV},
        {"user=s auth=sha384:password level=noAuthNoPriv", "s", "password", "", "",
         MFP_SNMP_AUTH_SHA384, 0, MFP_SNMP_NO_AUTH_NO_PRIV},
        {"user=s auth=sha512:a=b:c=d:e priv=aes192::::::::: level=authPriv", "s", "a=b:c=d:e",
         "::::::::", "", MFP_SNMP_AUTH_SHA512, MFP_SNMP_PRIV_AES192, MFP_SNMP_AUTH_PRIV},
        {"user=\"scan user\" auth=sha:\"two words\" priv=aes256:\"\\\"q\\\" \\\\ \\n\"",
         "scan user", "two words", "\"q\" \\ \\n", "", MFP_SNMP_AUTH_SHA, MFP_SNMP_PRIV_AES256,
         MFP_SNMP_AUTH_PRIV},
        {"user=s \"auth=sha:no key\"", NULL, NULL, NULL, NULL, 0, 0, 0},
        {"user=s auth=\"sha:password\"", "s", "password", "", "", MFP_SNMP_AUTH_SHA, 0,
         MFP_SNMP_AUTH_NO_PRIV},
        {"user=s auth=sha:back\\slash", "s", "back\\slash", "", "", MFP_SNMP_AUTH_SHA, 0,
         MFP_SNMP_AUTH_NO_PRIV},
        {"user=12345678901234567890123456789012", "12345678901234567890123456789012", "", "", "", 0,
         0, MFP_SNMP_NO_AUTH_NO_PRIV},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *row = rows[i].text;
        struct mfp_snmp_credential credential;
        struct mfp_snmp_password auth, priv;
        struct mfp_error error = {0};
        int result = read_secret(row, strlen(row), &credential, &auth, &priv, &error);
        check_number(row, result, rows[i].user ? 0 : -EINVAL);
        if (result < 0)
            continue;
        auth.octets[auth.length] = priv.octets[priv.length] = '\0';
        check_string(row, credential.user, rows[i].user);
        check_string(row, auth.octets, rows[i].auth);
        check_string(row, priv.octets, rows[i].priv);
        check_string(row, credential.context, rows[i].context);
        check_number(row, credential.auth, rows[i].auth_protocol);
        check_number(row, credential.priv, rows[i].priv_protocol);
        check_number(row, credential.level, rows[i].level);
    }
}

static void what_is_wrong_is_said_without_showing_it(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"", "user= is missing"},
        {"hunter22", "it is words KEY=VALUE with the keys user, auth, priv, level, context"},
        {"hunter22=hunter22", "with the keys user"},
        {"user=s auth=sha:hunter22 hunter22", "it is words KEY=VALUE"},
        {"user=", "user= wants 1 to 32 octets"},
        {"user=hunter22hunter22hunter22hunter22x", "user= wants 1 to 32 octets"},
        {"user=s context=", "context= wants 1 to 32 octets"},
        {"user=s auth=hunter22", "auth= wants PROTOCOL:PASSWORD with one of md5, sha, sha224"},
        {"user=s auth=hunter22:hunter22", "auth= wants PROTOCOL:PASSWORD"},
        {"user=s auth=:hunter22", "auth= wants PROTOCOL:PASSWORD"},
        {"user=s auth=SHA:hunter22", "auth= wants PROTOCOL:PASSWORD"},
        {"user=s auth=sha:hunter2", "the password of auth= has less than 8 octets"},
        {"user=s auth=sha:", "the password of auth= has less than 8 octets"},
        {"user=s auth=sha:hunter22 priv=3des:hunter22", "one of des, aes, aes192, aes256"},
        {"user=s priv=aes:hunter22", "priv= wants auth= too"},
        {"user=s auth=sha:hunter22 auth=sha:hunter22", "auth= stands there twice"},
        {"user=s auth=sha:\"hunter22", "the quote of auth= is not closed"},
        {"user=s auth=sha:\"hunter22\\", "the quote of auth= is not closed"},
        {"user=s auth=sha:hunter22 level=hunter22", "level= is one of noAuthNoPriv, authNoPriv"},
        {"user=s auth=sha:hunter22 level=authPriv", "level=authPriv wants priv= too"},
        {"user=s level=authNoPriv", "level=authNoPriv wants auth= too"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_snmp_credential credential;
        struct mfp_snmp_password auth, priv;
        struct mfp_error error = {0};
        int result =
            read_secret(rows[i].text, strlen(rows[i].text), &credential, &auth, &priv, &error);
        check_number(rows[i].text, result, -EINVAL);
        check_contains(rows[i].text, error.text, rows[i].says);
        check_lacks(rows[i].text, error.text, "hunter2");
    }
}

static void a_nul_is_no_part_of_a_name(void **state)
{
    (void)state;
    struct mfp_snmp_credential credential;
    struct mfp_snmp_password auth, priv;
    struct mfp_error error = {0};
    check_number("NUL", read_secret(OCTETS("user=a\0b"), &credential, &auth, &priv, &error),
                 -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_taken),
        cmocka_unit_test(what_is_wrong_is_said_without_showing_it),
        cmocka_unit_test(a_nul_is_no_part_of_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
