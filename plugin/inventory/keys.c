#include "inventory/keys.h"

#include "core/value.h"
#include "inventory/secret.h"

#include <errno.h>
#include <string.h>

enum {
    DEFAULTS = 1 << MFP_SECTION_DEFAULTS,
    SERVER = 1 << MFP_SECTION_SERVER,
    ACCOUNT = 1 << MFP_SECTION_ACCOUNT,
    MAILBOX = 1 << MFP_SECTION_MAILBOX,
    DEVICE = 1 << MFP_SECTION_DEVICE,
    ROUTE = DEFAULTS | SERVER | ACCOUNT | DEVICE, /* what a device inherits on its way */
};

const struct mfp_word mfp_section_words[] = {
    {.number = MFP_SECTION_DEFAULTS, .name = "defaults", .shown = "defaults"},
    {.number = MFP_SECTION_SERVER, .name = "server", .shown = "server"},
    {.number = MFP_SECTION_ACCOUNT, .name = "account", .shown = "account"},
    {.number = MFP_SECTION_MAILBOX, .name = "mailbox", .shown = "mailbox"},
    {.number = MFP_SECTION_DEVICE, .name = "device", .shown = "device"},
    {0},
};

static const struct mfp_word kind_words[] = {
    {.number = 1, .name = "mfp"},
    {.number = 2, .name = "server"},
    {.number = 3, .name = "app"},
    {0},
};

static const struct mfp_word ip_words[] = {
    {.number = MFP_IP_ANY, .name = "any"},
    {.number = MFP_IP_V4, .name = "4"},
    {.number = MFP_IP_V6, .name = "6"},
    {0},
};

const struct mfp_word mfp_snmp_version_words[] = {
    {.number = 1, .name = "1", .shown = "SNMPv1"},
    {.number = 2, .name = "2c", .shown = "SNMPv2c"},
    {.number = 3, .name = "3", .shown = "SNMPv3"},
    {0},
};

static const struct mfp_word protocol_words[] = {
    {.number = 1, .name = "imap"},
    {.number = 2, .name = "pop3"},
    {0},
};

const struct mfp_key mfp_keys[] = {
    {.name = "account",
     .type = MFP_KEY_REFERENCE,
     .sections = DEVICE | DEFAULTS,
     .target = MFP_SECTION_ACCOUNT,
     .says = "the mail account that the device is set up with"},
    {.name = "server",
     .type = MFP_KEY_REFERENCE,
     .sections = ACCOUNT | DEVICE | DEFAULTS,
     .target = MFP_SECTION_SERVER,
     .says = "the submission server of the account"},
    {.name = "mailbox",
     .type = MFP_KEY_REFERENCE,
     .sections = ROUTE,
     .target = MFP_SECTION_MAILBOX,
     .says = "where test messages arrive; its address is the recipient"},
    {.name = "host",
     .type = MFP_KEY_HOST,
     .sections = SERVER | MAILBOX,
     .says = "name or address of the server"},
    {.name = "port",
     .type = MFP_KEY_PORT,
     .sections = ROUTE | MAILBOX,
     .says = "TCP port; default 587 for starttls, 465 for implicit, 25 for none"},
    {.name = "tls",
     .type = MFP_KEY_WORD,
     .sections = ROUTE | MAILBOX,
     .words = mfp_tls_mode_words,
     .says = "how the device encrypts; default starttls, or implicit on port 465"},
    {.name = "tls_min",
     .type = MFP_KEY_WORD,
     .sections = ROUTE,
     .words = mfp_tls_version_words,
     .says = "the oldest TLS version that the device speaks"},
    {.name = "tls_max",
     .type = MFP_KEY_WORD,
     .sections = ROUTE,
     .words = mfp_tls_version_words,
     .says = "the newest TLS version that the device speaks"},
    {.name = "ciphers",
     .type = MFP_KEY_TEXT,
     .sections = ROUTE,
     .says = "the device's ciphers, as an OpenSSL cipher list"},
    {.name = "tls_verify",
     .type = MFP_KEY_BOOL,
     .sections = ROUTE,
     .says = "whether the device checks the certificate; default yes"},
    {.name = "ca_file",
     .type = MFP_KEY_PATH,
     .sections = ROUTE,
     .says = "the authorities that the device trusts (PEM); default the system's"},
    {.name = "ip",
     .type = MFP_KEY_WORD,
     .sections = ROUTE,
     .words = ip_words,
     .says = "IP version to connect with"},
    {.name = "source",
     .type = MFP_KEY_HOST,
     .sections = ROUTE,
     .says = "local address to connect from"},
    {.name = "auth",
     .type = MFP_KEY_WORD,
     .sections = ROUTE,
     .words = mfp_auth_words,
     .says = "the login mechanism that the device speaks; default auto"},
    {.name = "user",
     .type = MFP_KEY_TEXT,
     .sections = ACCOUNT | DEVICE | MAILBOX,
     .says = "login name"},
    {.name = "secret",
     .type = MFP_KEY_SECRET,
     .sections = ACCOUNT | DEVICE | MAILBOX,
     .says = "where the password is: file:PATH, systemd:NAME, env:NAME, command:ARGV"},
    {.name = "secret_expires",
     .type = MFP_KEY_DATE,
     .sections = ACCOUNT | DEVICE,
     .says = "the day on which the password runs out, as 2027-03-31"},
    {.name = "from",
     .type = MFP_KEY_SENDER,
     .sections = ROUTE,
     .says = "sender of the scans; default the user"},
    {.name = "recipient",
     .type = MFP_KEY_ADDRESS,
     .sections = ROUTE,
     .says = "where test messages go; default the mailbox's address, else the sender"},
    {.name = "helo",
     .type = MFP_KEY_HELO,
     .sections = ROUTE,
     .says = "the name that the device gives with EHLO"},
    {.name = "size",
     .type = MFP_KEY_SIZE,
     .sections = ROUTE,
     .says = "octets of the test's PDF attachment; default 0, none"},
    {.name = "depth",
     .type = MFP_KEY_WORD,
     .sections = ROUTE,
     .words = mfp_depth_words,
     .says = "how far a test goes; default message"},
    {.name = "timeout",
     .type = MFP_KEY_DURATION,
     .sections = ROUTE,
     .says = "deadline of one test; default 30s"},
    {.name = "store",
     .type = MFP_KEY_PATH,
     .sections = DEFAULTS,
     .says = "the file that results are kept in; default /var/lib/mfpmail/store.db"},
    {.name = "history",
     .type = MFP_KEY_DURATION,
     .sections = DEFAULTS,
     .says = "how long results are kept; default 90d"},
    {.name = "sends_per_minute",
     .type = MFP_KEY_COUNT,
     .sections = DEFAULTS | SERVER | ACCOUNT,
     .says = "test sends of an account, or through a server; default by provider"},
    {.name = "sends_per_day",
     .type = MFP_KEY_COUNT,
     .sections = DEFAULTS | SERVER | ACCOUNT,
     .says = "test sends of an account, or through a server; default by provider"},
    {.name = "interval",
     .type = MFP_KEY_DURATION,
     .sections = ROUTE,
     .says = "how often the device is checked; default 15m"},
    {.name = "address",
     .type = MFP_KEY_TEXT,
     .sections = DEVICE | MAILBOX,
     .says = "a device's own network address; a mailbox's mail address"},
    {.name = "kind",
     .type = MFP_KEY_WORD,
     .sections = DEVICE,
     .words = kind_words,
     .says = "what the device is; default mfp"},
    {.name = "model", .type = MFP_KEY_TEXT, .sections = DEVICE, .says = "for people"},
    {.name = "site", .type = MFP_KEY_TEXT, .sections = ROUTE, .says = "where the device stands"},
    {.name = "typical_scan",
     .type = MFP_KEY_SIZE,
     .sections = ROUTE,
     .says = "size of an ordinary scan from this device"},
    {.name = "snmp",
     .type = MFP_KEY_SECRET,
     .sections = DEVICE | DEFAULTS,
     .says = "where the SNMP community is, or for version 3 user and passwords, as for secret"},
    {.name = "snmp_version",
     .type = MFP_KEY_WORD,
     .sections = DEVICE | DEFAULTS,
     .words = mfp_snmp_version_words,
     .says = "1, 2c or 3; default 2c"},
    {.name = "snmp_port",
     .type = MFP_KEY_PORT,
     .sections = DEVICE | DEFAULTS,
     .says = "UDP port; default 161"},
    {.name = "queue_stuck",
     .type = MFP_KEY_DURATION,
     .sections = DEVICE | DEFAULTS,
     .says = "how long a job may stand without progress; default 10m"},
    {.name = "queue_depth",
     .type = MFP_KEY_COUNT,
     .sections = DEVICE | DEFAULTS,
     .says = "how many jobs may wait to be sent before that is a backlog; default 10"},
    {.name = "off_after",
     .type = MFP_KEY_DURATION,
     .sections = DEVICE | DEFAULTS,
     .says = "how long a device may be silent before that is more than off; default none"},
    {.name = "protocol",
     .type = MFP_KEY_WORD,
     .sections = MAILBOX,
     .words = protocol_words,
     .says = "how the mailbox is read"},
    {0},
};

const struct mfp_key *mfp_key_find(const char *name)
{
    for (const struct mfp_key *key = mfp_keys; key->name; key++)
        if (strcmp(key->name, name) == 0)
            return key;
    return NULL;
}

static int check_text(const char *value, struct mfp_error *error)
{
    for (const char *c = value; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            return mfp_error_set(error, -EINVAL, "has a control character");
    if (strlen(value) > 512)
        return mfp_error_set(error, -EINVAL, "is longer than 512 octets");
    return 0;
}

static int check_path(const char *value, struct mfp_error *error)
{
    if (value[0] == '/' || value[0] == '.')
        return check_text(value, error);
    return mfp_error_set(error, -EINVAL, "'%.64s' is no full path, right would be /etc/...", value);
}

int mfp_key_check(const struct mfp_key *key, const char *value, struct mfp_error *error)
{
    union {
        uint16_t port;
        int64_t number;
        unsigned count;
        bool yes;
        int word;
    } ignored;
    if (!value[0])
        return mfp_error_set(error, -EINVAL, "is empty");
    switch (key->type) {
    case MFP_KEY_HOST:
        return mfp_value_host(value, error);
    case MFP_KEY_HELO:
        return mfp_value_helo(value, error);
    case MFP_KEY_PORT:
        return mfp_value_port(value, &ignored.port, error);
    case MFP_KEY_SENDER:
        return mfp_value_sender(value, error);
    case MFP_KEY_ADDRESS:
        return mfp_value_address(value, error);
    case MFP_KEY_SIZE:
        return mfp_value_size(value, &ignored.number, error);
    case MFP_KEY_DURATION:
        return mfp_value_duration(value, &ignored.number, error);
    case MFP_KEY_DATE:
        return mfp_value_date(value, &ignored.number, error);
    case MFP_KEY_COUNT:
        return mfp_value_count(value, &ignored.count, error);
    case MFP_KEY_BOOL:
        return mfp_value_bool(value, &ignored.yes, error);
    case MFP_KEY_WORD:
        return mfp_value_word(value, key->words, &ignored.word, error);
    case MFP_KEY_SECRET:
        return mfp_secret_check(value, error);
    case MFP_KEY_PATH:
        return check_path(value, error);
    case MFP_KEY_REFERENCE:
    case MFP_KEY_TEXT:
        break;
    }
    return check_text(value, error);
}
