#include "folder.h"
#include "inventory/inventory.h"
#include "inventory/keys.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_octets(const char *name, const char *octets, size_t length)
{
    folder_write(name, 0644, octets, length);
}

static void write_file(const char *name, const char *text)
{
    write_octets(name, text, strlen(text));
}

static int read_file(struct mfp_inventory *inventory, const char *name, struct mfp_error *error)
{
    char path[128];
    snprintf(path, sizeof(path), "%s", folder_path_of(name));
    return mfp_inventory_read(inventory, path, error);
}

static void must_read(struct mfp_inventory *inventory, const char *text)
{
    struct mfp_error error = {0};
    write_file("main.conf", text);
    if (read_file(inventory, "main.conf", &error) < 0)
        fail_msg("%s", error.text);
}

static void must_plan(struct mfp_inventory *inventory, const char *device,
                      const struct mfp_section *options, struct mfp_plan *plan)
{
    struct mfp_error error = {0};
    if (mfp_inventory_plan(inventory, device, options, plan, &error) < 0)
        fail_msg("%s", error.text);
}

/* Reading TEXT fails, and the error, behind "DIRECTORY/", is WANTED. */
static void check_refused(const char *text, size_t length, int result, const char *wanted)
{
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    write_octets("main.conf", text, length);
    check_number(wanted, read_file(&inventory, "main.conf", &error), result);
    check_true(error.text, strncmp(error.text, folder_path(), strlen(folder_path())) == 0);
    check_string(text, error.text + strlen(folder_path()) + 1, wanted);
    check_true(wanted, !inventory.sections && !inventory.files && !inventory.count);
}

/* The same, but the error only has to hold WANTED. */
static void check_refused_with(const char *text, int result, const char *wanted)
{
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    write_file("main.conf", text);
    check_number(text, read_file(&inventory, "main.conf", &error), result);
    check_contains(text, error.text, wanted);
}

static const char eight_lines[] = "[server office]\n"
                                  "host = smtp.example.com\n"
                                  "[account scans]\n"
                                  "server = office\n"
                                  "user = scans@example.com\n"
                                  "secret = file:/etc/mfpmail/secrets/scans\n"
                                  "[device xerox-3f]\n"
                                  "account = scans\n";

static void eight_lines_make_a_whole_plan(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    must_read(&inventory, eight_lines);
    assert_int_equal(inventory.count, 3);
    assert_int_equal(inventory.file_count, 1);
    must_plan(&inventory, "xerox-3f", NULL, &plan);
    assert_string_equal(plan.device, "xerox-3f");
    assert_string_equal(plan.account, "scans");
    assert_string_equal(plan.server, "office");
    assert_string_equal(plan.host, "smtp.example.com");
    assert_int_equal(plan.port, 587);
    assert_int_equal(plan.tls, MFP_TLS_STARTTLS);
    assert_int_equal(plan.tls_min, MFP_TLS_VERSION_ANY);
    assert_int_equal(plan.tls_max, MFP_TLS_VERSION_ANY);
    assert_null(plan.ciphers);
    assert_true(plan.tls_verify);
    assert_null(plan.ca_file);
    assert_int_equal(plan.auth, MFP_AUTH_AUTO);
    assert_string_equal(plan.user, "scans@example.com");
    assert_string_equal(plan.secret, "file:/etc/mfpmail/secrets/scans");
    assert_string_equal(plan.from, "scans@example.com");
    assert_string_equal(plan.recipient, "scans@example.com");
    assert_non_null(plan.helo);
    assert_true(strchr(plan.helo, '.') != NULL);
    assert_null(plan.source);
    assert_int_equal(plan.ip, MFP_IP_ANY);
    assert_int_equal(plan.size, 0);
    assert_int_equal(plan.depth, MFP_DEPTH_MESSAGE);
    assert_int_equal(plan.timeout_ms, 30000);
    mfp_inventory_done(&inventory);
    assert_null(inventory.sections);
}

static void every_key_reaches_the_plan(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    must_read(&inventory, "[server s]\n"
                          "host = 192.0.2.1\n"
                          "[mailbox m]\n"
                          "address = tests@example.net\n"
                          "protocol = imap\n"
                          "[device d]\n"
                          "server = s\n"
                          "mailbox = m\n"
                          "port = 2525\n"
                          "tls = implicit\n"
                          "tls_min = 1.0\n"
                          "tls_max = 1.2\n"
                          "ciphers = AES128-SHA:!aNULL\n"
                          "tls_verify = no\n"
                          "ca_file = /etc/ca.pem\n"
                          "ip = 4\n"
                          "source = 192.0.2.2\n"
                          "auth = cram-md5\n"
                          "user = joe\n"
                          "secret = env:JOE\n"
                          "from = joe@example.com\n"
                          "helo = [192.0.2.7]\n"
                          "size = 1.5M\n"
                          "depth = envelope\n"
                          "timeout = 2m\n"
                          "address = 192.0.2.7\n"
                          "kind = mfp\n"
                          "model = Fax 2000 \xc3\xbc\n"
                          "site = Berlin\n"
                          "typical_scan = 2M\n"
                          "snmp = file:/etc/mfpmail/community\n");
    must_plan(&inventory, "d", NULL, &plan);
    assert_null(plan.account);
    assert_string_equal(plan.host, "192.0.2.1");
    assert_int_equal(plan.port, 2525);
    assert_int_equal(plan.tls, MFP_TLS_IMPLICIT);
    assert_int_equal(plan.tls_min, MFP_TLS_VERSION_1_0);
    assert_int_equal(plan.tls_max, MFP_TLS_VERSION_1_2);
    assert_string_equal(plan.ciphers, "AES128-SHA:!aNULL");
    assert_false(plan.tls_verify);
    assert_string_equal(plan.ca_file, "/etc/ca.pem");
    assert_int_equal(plan.ip, MFP_IP_V4);
    assert_string_equal(plan.source, "192.0.2.2");
    assert_int_equal(plan.auth, MFP_AUTH_CRAM_MD5);
    assert_string_equal(plan.user, "joe");
    assert_string_equal(plan.secret, "env:JOE");
    assert_string_equal(plan.from, "joe@example.com");
    assert_string_equal(plan.recipient, "tests@example.net");
    assert_string_equal(plan.helo, "[192.0.2.7]");
    assert_int_equal(plan.size, 1572864);
    assert_int_equal(plan.depth, MFP_DEPTH_ENVELOPE);
    assert_int_equal(plan.timeout_ms, 120000);
    mfp_inventory_done(&inventory);
}

static void port_and_tls_mode_follow_each_other(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        int port;
        enum mfp_tls_mode tls;
    } rows[] = {
        {"", 587, MFP_TLS_STARTTLS},
        {"port = 465\n", 465, MFP_TLS_IMPLICIT},
        {"port = 25\n", 25, MFP_TLS_STARTTLS},
        {"tls = none\n", 25, MFP_TLS_NONE},
        {"tls = starttls\n", 587, MFP_TLS_STARTTLS},
        {"tls = implicit\n", 465, MFP_TLS_IMPLICIT},
        {"tls = starttls\nport = 465\n", 465, MFP_TLS_STARTTLS},
        {"tls = none\nport = 2525\n", 2525, MFP_TLS_NONE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_inventory inventory;
        struct mfp_plan plan;
        char text[256];
        snprintf(text, sizeof(text),
                 "[server s]\nhost = h\n[device d]\nserver = s\nfrom = a@b.example\n%s",
                 rows[i].lines);
        must_read(&inventory, text);
        must_plan(&inventory, "d", NULL, &plan);
        check_number(rows[i].lines, plan.port, rows[i].port);
        check_number(rows[i].lines, plan.tls, rows[i].tls);
        mfp_inventory_done(&inventory);
    }
}

/* The same key on every level; the nearest one to the device wins. */
static void values_are_inherited_from_the_nearest(void **state)
{
    (void)state;
    static const char *const levels[] = {"options.example", "device.example", "account.example",
                                         "server.example", "defaults.example"};
    for (size_t first = 0; first < COUNT_OF(levels); first++) {
        struct mfp_section options = {0};
        struct mfp_inventory inventory;
        struct mfp_plan plan;
        char text[512];
        snprintf(text, sizeof(text),
                 "[device d]\naccount = a\n%s"
                 "[account a]\nserver = s\nfrom = a@b.example\n%s"
                 "[server s]\nhost = h\n%s"
                 "[defaults]\nhelo = defaults.example\n",
                 first <= 1 ? "helo = device.example\n" : "",
                 first <= 2 ? "helo = account.example\n" : "",
                 first <= 3 ? "helo = server.example\n" : "");
        must_read(&inventory, text);
        if (first == 0)
            assert_int_equal(mfp_section_set(&options, "helo", levels[0], NULL), 0);
        must_plan(&inventory, "d", first == 0 ? &options : NULL, &plan);
        check_string(levels[first], plan.helo, levels[first]);
        mfp_inventory_done(&inventory);
        mfp_section_done(&options);
    }
}

static void references_are_inherited_too(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    must_read(&inventory, "[defaults]\n"
                          "account = a\n"
                          "server = s\n"
                          "[server s]\n"
                          "host = one\n"
                          "[server t]\n"
                          "host = two\n"
                          "[account a]\n"
                          "from = a@example.com\n"
                          "[account b]\n"
                          "server = t\n"
                          "from = b@example.com\n"
                          "[device d]\n"
                          "[device e]\n"
                          "account = b\n"
                          "[device f]\n"
                          "account = b\n"
                          "server = s\n");
    must_plan(&inventory, "d", NULL, &plan);
    assert_string_equal(plan.account, "a");
    assert_string_equal(plan.host, "one");
    must_plan(&inventory, "e", NULL, &plan);
    assert_string_equal(plan.from, "b@example.com");
    assert_string_equal(plan.host, "two");
    must_plan(&inventory, "f", NULL, &plan);
    assert_string_equal(plan.from, "b@example.com");
    assert_string_equal(plan.host, "one");
    mfp_inventory_done(&inventory);
}

static void options_win_over_everything(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"host", "other.example"},      {"port", "25"},   {"port", "465"},
        {"recipient", "x@example.net"}, {"depth", "tls"}, {"size", "8M"},
    };
    struct mfp_inventory inventory;
    struct mfp_section options = {0};
    struct mfp_plan plan;
    must_read(&inventory, eight_lines);
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        check_number(pairs[i][0], mfp_section_set(&options, pairs[i][0], pairs[i][1], NULL), 0);
    assert_int_equal(options.count, COUNT_OF(pairs) - 1); /* the second port replaced the first */
    must_plan(&inventory, "xerox-3f", &options, &plan);
    assert_string_equal(plan.host, "other.example");
    assert_int_equal(plan.port, 465);
    assert_int_equal(plan.tls, MFP_TLS_IMPLICIT);
    assert_string_equal(plan.recipient, "x@example.net");
    assert_int_equal(plan.depth, MFP_DEPTH_TLS);
    assert_int_equal(plan.size, 8388608);
    assert_string_equal(plan.user, "scans@example.com");
    mfp_section_done(&options);
    mfp_inventory_done(&inventory);
}

static void options_alone_make_a_plan(void **state)
{
    (void)state;
    struct mfp_inventory inventory = {0};
    struct mfp_section options = {0};
    struct mfp_plan plan;
    struct mfp_error error = {0};
    assert_int_equal(mfp_inventory_plan(&inventory, NULL, &options, &plan, &error), -EINVAL);
    assert_string_equal(error.text, "the server is missing, give -H or -D");
    assert_int_equal(mfp_section_set(&options, "host", "192.0.2.1", &error), 0);
    assert_int_equal(mfp_inventory_plan(&inventory, NULL, &options, &plan, &error), -EINVAL);
    assert_string_equal(error.text,
                        "the sender is missing, give from, or a user that is a mail address");
    assert_int_equal(mfp_section_set(&options, "from", "a@example.com", &error), 0);
    must_plan(&inventory, NULL, &options, &plan);
    assert_string_equal(plan.device, "192.0.2.1");
    assert_null(plan.user);
    assert_int_equal(mfp_section_set(&options, "quantum", "1", &error), -EINVAL);
    assert_string_equal(error.text, "unknown key 'quantum'");
    assert_int_equal(mfp_section_set(&options, "port", "70000", &error), -EINVAL);
    check_contains("port", error.text, "'70000' is no port");
    assert_null(mfp_section_get(&options, "port"));
    mfp_section_done(&options);
    mfp_inventory_done(&inventory);
}

static void plans_that_lack_something_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *lines; /* of [device d], at line 3 */
        const char *wanted;
    } rows[] = {
        {"from = a@b.example\n",
         "main.conf:3: [device d]: the server is missing, give it an account with a server, or a "
         "server"},
        {"server = s\nfrom = a@b.example\nuser = joe\n",
         "main.conf:3: [device d]: the secret of the user is missing, give secret, or auth = none"},
        {"server = s\nfrom = a@b.example\nsecret = env:X\n",
         "main.conf:3: [device d]: the user of the secret is missing, give user"},
        {"server = s\nuser = joe\nsecret = env:X\n",
         "main.conf:3: [device d]: the sender is missing, give from, or a user that is a mail "
         "address"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_inventory inventory;
        struct mfp_plan plan;
        struct mfp_error error = {0};
        char text[256];
        snprintf(text, sizeof(text), "[server s]\nhost = h\n[device d]\n%s", rows[i].lines);
        must_read(&inventory, text);
        check_number(rows[i].wanted, mfp_inventory_plan(&inventory, "d", NULL, &plan, &error),
                     -EINVAL);
        check_string(rows[i].lines, error.text + strlen(folder_path()) + 1, rows[i].wanted);
        mfp_inventory_done(&inventory);
    }
}

static void plans_that_contradict_themselves_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *lines, *wanted;
    } rows[] = {
        {"tls_min = 1.3\ntls_max = 1.2\n", "tls_min 1.3 is above tls_max 1.2"},
        {"depth = tls\ntls = none\n", "depth tls needs tls = starttls or implicit"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct mfp_inventory inventory;
        struct mfp_plan plan;
        struct mfp_error error = {0};
        char text[256];
        snprintf(text, sizeof(text),
                 "[server s]\nhost = h\n[device d]\nserver = s\nfrom = a@b.example\n%s",
                 rows[i].lines);
        must_read(&inventory, text);
        check_number(rows[i].wanted, mfp_inventory_plan(&inventory, "d", NULL, &plan, &error),
                     -EINVAL);
        check_contains(rows[i].lines, error.text, rows[i].wanted);
        mfp_inventory_done(&inventory);
    }
}

static void auth_none_needs_no_credentials(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    must_read(&inventory, "[server s]\nhost = h\n[device d]\nserver = s\nfrom = a@b.example\n"
                          "user = joe\nauth = none\n");
    must_plan(&inventory, "d", NULL, &plan);
    assert_null(plan.user);
    assert_null(plan.secret);
    mfp_inventory_done(&inventory);
}

static void without_a_message_no_sender_is_needed(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    must_read(&inventory, "[server s]\nhost = h\n[device d]\nserver = s\ndepth = auth\n");
    must_plan(&inventory, "d", NULL, &plan);
    assert_null(plan.from);
    mfp_inventory_done(&inventory);
}

static void a_server_has_a_plan_without_an_account(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_section options = {0};
    struct mfp_plan plan;
    must_read(&inventory, "[defaults]\n"
                          "interval = 5m\n"
                          "store = /var/lib/x.db\n"
                          "helo = copier.example.com\n"
                          "[server s]\n"
                          "host = smtp.example.com\n"
                          "port = 465\n"
                          "helo = relay.example.com\n"
                          "[server plain]\n"
                          "host = smtp.example.com\n"
                          "tls = none\n");
    assert_int_equal(mfp_inventory_server_plan(&inventory, "s", NULL, &plan, NULL), 0);
    assert_string_equal(plan.server, "s");
    assert_string_equal(plan.host, "smtp.example.com");
    assert_int_equal(plan.tls, MFP_TLS_IMPLICIT);
    assert_int_equal(plan.depth, MFP_DEPTH_TLS);
    assert_string_equal(plan.helo, "relay.example.com");
    assert_string_equal(plan.store, "/var/lib/x.db");
    assert_true(plan.interval_ms == INT64_C(300000));
    assert_null(plan.user);
    assert_null(plan.secret);
    assert_int_equal(mfp_section_set(&options, "port", "587", NULL), 0);
    assert_int_equal(mfp_inventory_server_plan(&inventory, "s", &options, &plan, NULL), 0);
    assert_int_equal(plan.port, 587);
    assert_int_equal(plan.tls, MFP_TLS_STARTTLS);
    assert_int_equal(mfp_inventory_server_plan(&inventory, "plain", NULL, &plan, NULL), 0);
    assert_int_equal(plan.depth, MFP_DEPTH_CONNECT);
    assert_int_equal(plan.port, 25);
    mfp_section_done(&options);
    mfp_inventory_done(&inventory);
}

static void a_server_that_has_no_plan_is_refused(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    struct mfp_plan plan;
    must_read(&inventory, "[server hostless]\n"
                          "port = 25\n"
                          "[server odd]\n"
                          "host = x\n"
                          "tls_min = 1.3\n"
                          "tls_max = 1.0\n");
    assert_int_equal(mfp_inventory_server_plan(&inventory, "hostles", NULL, &plan, &error),
                     -ENOENT);
    check_contains("unknown", error.text, "there is no server 'hostles' in ");
    check_contains("unknown", error.text, "did you mean 'hostless' (2 servers)");
    assert_int_equal(mfp_inventory_server_plan(&inventory, "hostless", NULL, &plan, &error),
                     -EINVAL);
    check_contains("no host", error.text, ":1: [server hostless]: host is missing");
    assert_int_equal(mfp_inventory_server_plan(&inventory, "odd", NULL, &plan, &error), -EINVAL);
    check_contains("versions", error.text, "tls_min 1.3 is above tls_max 1.0");
    assert_int_equal(mfp_inventory_server_plan(&inventory, NULL, NULL, &plan, &error), -EINVAL);
    check_contains("nothing", error.text, "give -H or --server");
    mfp_inventory_done(&inventory);
}

static void unknown_devices_suggest_the_nearest(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    struct mfp_error error = {0};
    must_read(&inventory, eight_lines);
    assert_int_equal(mfp_inventory_plan(&inventory, "xerox-3g", NULL, &plan, &error), -ENOENT);
    check_contains("near", error.text, "there is no device 'xerox-3g' in ");
    check_contains("near", error.text, "main.conf, did you mean 'xerox-3f' (1 devices)");
    assert_int_equal(mfp_inventory_plan(&inventory, "Xerox-3F", NULL, &plan, &error), -ENOENT);
    check_contains("case", error.text, "did you mean 'xerox-3f'");
    assert_int_equal(mfp_inventory_plan(&inventory, "scans", NULL, &plan, &error), -ENOENT);
    check_contains("far", error.text, "main.conf (1 devices)");
    mfp_inventory_done(&inventory);
}

#define DEVICE_KEYS                                                                                                      \
    "account, server, mailbox, port, tls, tls_min, tls_max, ciphers, tls_verify, ca_file, ip, "                          \
    "source, auth, user, secret, secret_expires, from, recipient, helo, size, depth, timeout, interval, address, kind, " \
    "model, site, typical_scan, snmp, snmp_version, snmp_port, queue_stuck, queue_depth, off_after"

static void mistakes_are_named_with_their_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        int result;
        const char *wanted;
    } rows[] = {
        {OCTETS("[servr x]\n"), -EINVAL,
         "main.conf:1: [servr x]: 'servr' is not known, did you mean 'server', allowed: defaults, "
         "server, account, mailbox, device"},
        {OCTETS("\n[printer x]\n"), -EINVAL,
         "main.conf:2: [printer x]: 'printer' is not known, allowed: defaults, server, account, "
         "mailbox, device"},
        {OCTETS("[]\n"), -EINVAL,
         "main.conf:1: '' is not known, allowed: defaults, server, account, mailbox, device"},
        {OCTETS("[device]\n"), -EINVAL,
         "main.conf:1: [device]: needs a name, as in [device xerox-3f]"},
        {OCTETS("[defaults x]\n"), -EINVAL, "main.conf:1: [defaults x]: defaults have no name"},
        {OCTETS("[device x]\nacount = y\n"), -EINVAL,
         "main.conf:2: [device x] acount: unknown key, did you mean 'account', "
         "allowed: " DEVICE_KEYS},
        {OCTETS("[device x]\nquantum = y\n"), -EINVAL,
         "main.conf:2: [device x] quantum: unknown key, allowed: " DEVICE_KEYS},
        {OCTETS("[server a]\nhost = h\n\n[device x]\n[server a]\nhost = i\n"), -EEXIST,
         "main.conf:5: [server a]: stands already at /main.conf:1"},
        {OCTETS("[server a]\nhost = h\nport = 25\nhost = h\n"), -EEXIST,
         "main.conf:4: [server a] host: stands already at line 2"},
        {OCTETS("[defaults]\nport = 25\n[defaults]\nport = 26\n"), -EEXIST,
         "main.conf:4: [defaults] port: stands already at line 2"},
        {OCTETS("[device x]\n\naccount = a\n"), -ENOENT,
         "main.conf:3: [device x] account: there is no [account a]"},
        {OCTETS("[defaults]\nserver = a\n"), -ENOENT,
         "main.conf:2: [defaults] server: there is no [server a]"},
        {OCTETS("[device x]\nmailbox = Box\n[mailbox box]\n"), -ENOENT,
         "main.conf:2: [device x] mailbox: there is no [mailbox Box]"},
        {OCTETS("port = 25\n"), -EINVAL,
         "main.conf:1: port: stands in no section; sections are [defaults], [server NAME], "
         "[account NAME], [mailbox NAME], [device NAME]"},
        {OCTETS("[server a]\nwhat is this\n"), -EINVAL,
         "main.conf:2: is neither [SECTION] nor KEY = VALUE"},
        {OCTETS("[server a\nhost = h\n"), -EINVAL,
         "main.conf:1: is neither [SECTION] nor KEY = VALUE"},
        {OCTETS("[server a]\nhost =\n"), -EINVAL, "main.conf:2: [server a] host: is empty"},
        {OCTETS("[server a]\nport = 70000\n"), -EINVAL,
         "main.conf:2: [server a] port: '70000' is no port, allowed: 1 to 65535"},
        {OCTETS("[server a]\nhost = a b\n"), -EINVAL,
         "main.conf:2: [server a] host: 'a b' is no host name, right would be smtp.example.com or "
         "192.0.2.1"},
        {OCTETS("[defaults]\ntls = startls\n"), -EINVAL,
         "main.conf:2: [defaults] tls: 'startls' is not known, did you mean 'starttls', allowed: "
         "none, starttls, implicit"},
        {OCTETS("[account a]\nfrom = a@b@c\n"), -EINVAL,
         "main.conf:2: [account a] from: 'a@b@c' needs one '@' with a name on each side, right "
         "would be name@example.com"},
        {OCTETS("[defaults]\nsize = big\n"), -EINVAL,
         "main.conf:2: [defaults] size: 'big' is no size, allowed: octets or a number with K, M or "
         "G, up to 2G, as 8M"},
        {OCTETS("[defaults]\ntimeout = 0\n"), -EINVAL,
         "main.conf:2: [defaults] timeout: '0' is no duration, allowed: seconds, or a number with "
         "ms, s, m, h or d, as 30s"},
        {OCTETS("[defaults]\nca_file = ca.pem\n"), -EINVAL,
         "main.conf:2: [defaults] ca_file: 'ca.pem' is no full path, right would be /etc/..."},
        {OCTETS("[device a]\nmodel = a\x1b[2Jb\n"), -EINVAL,
         "main.conf:2: [device a] model: has a control character"},
        {OCTETS("[account a]\nsecret = hunter2\n"), -EINVAL,
         "main.conf:2: [account a] secret: a secret is named, not written (not shown here), "
         "allowed: file:PATH, systemd:NAME, env:NAME, command:ARGV"},
        {OCTETS("[account a]\nuser = x\0y\n"), -EINVAL, "main.conf:2: the line has a NUL octet"},
        {OCTETS("\0\n"), -EINVAL, "main.conf:1: the line has a NUL octet"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char wanted[512], place[160];
        /* The place of an earlier section is named with its whole path. */
        const char *earlier = strstr(rows[i].wanted, "at /main.conf");
        if (earlier) {
            snprintf(place, sizeof(place), "at %s%s", folder_path(), earlier + 3);
            snprintf(wanted, sizeof(wanted), "%.*s%s", (int)(earlier - rows[i].wanted),
                     rows[i].wanted, place);
        } else {
            snprintf(wanted, sizeof(wanted), "%s", rows[i].wanted);
        }
        check_refused(rows[i].text, rows[i].length, rows[i].result, wanted);
    }
}

/* Which keys stand where, from the table itself. */
static void keys_in_the_wrong_section_are_refused(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (const struct mfp_key *key = mfp_keys; key->name; key++) {
        for (int kind = 0; kind < MFP_SECTION_COUNT; kind++) {
            char text[128], wanted[64];
            if (key->sections & (1U << kind))
                continue;
            snprintf(text, sizeof(text), "[%s%s]\n%s = 1\n", mfp_word_name(mfp_section_words, kind),
                     kind == MFP_SECTION_DEFAULTS ? "" : " x", key->name);
            snprintf(wanted, sizeof(wanted), "] %s: unknown key", key->name);
            check_refused_with(text, -EINVAL, wanted);
            wrong++;
        }
    }
    assert_true(wrong > 20);
}

static void nul_in_an_unfinished_last_line_is_found(void **state)
{
    (void)state;
    check_refused(OCTETS("[server a]\nhost = x\0y"), -EINVAL,
                  "main.conf:2: the line has a NUL octet");
}

static void long_lines_are_refused_not_cut(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    char text[512] = "[device x]\nmodel = ";
    size_t start = strlen(text);
    memset(text + start, 'm', sizeof(text) - start);
    text[start + 300] = '\n';
    text[start + 301] = '\0';
    check_refused(text, strlen(text), -EINVAL,
                  "main.conf:2: the line is longer than 198 characters");
    /* Exactly as long as allowed: nothing is lost. */
    size_t line = strlen("model = ");
    text[start + 198 - line] = '\n';
    text[start + 199 - line] = '\0';
    must_read(&inventory, text);
    const struct mfp_section *device = mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "x");
    assert_int_equal(strlen(mfp_section_get(device, "model")), 198 - line);
    mfp_inventory_done(&inventory);
    text[start + 199 - line] = 'm';
    text[start + 198 - line] = 'm';
    text[start + 200 - line] = '\n';
    text[start + 201 - line] = '\0';
    check_refused(text, strlen(text), -EINVAL,
                  "main.conf:2: the line is longer than 198 characters");
}

static void names_are_bounded(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    char name[80], text[128];
    memset(name, 'n', sizeof(name));
    name[64] = '\0';
    snprintf(text, sizeof(text), "[device %s]\n", name);
    must_read(&inventory, text);
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, name));
    mfp_inventory_done(&inventory);
    name[64] = 'n';
    name[65] = '\0';
    snprintf(text, sizeof(text), "[device %s]\n", name);
    check_refused_with(text, -EINVAL, "the name is longer than 64 octets");
}

static void indented_keys_are_keys(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "  [server s]\n"
                          "\thost = h\n"
                          "    port = 25\n"
                          "  ; a comment\n"
                          "  # another\n"
                          "[device d]\n"
                          "    model = first\n"
                          "    site = second\n");
    const struct mfp_section *server = mfp_inventory_find(&inventory, MFP_SECTION_SERVER, "s");
    const struct mfp_section *device = mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "d");
    assert_non_null(server);
    assert_string_equal(mfp_section_get(server, "host"), "h");
    assert_string_equal(mfp_section_get(server, "port"), "25");
    assert_string_equal(mfp_section_get(device, "model"), "first");
    assert_string_equal(mfp_section_get(device, "site"), "second");
    assert_int_equal(device->line, 6);
    assert_int_equal(device->entries[1].line, 8);
    mfp_inventory_done(&inventory);
}

static void empty_sections_exist(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "[device a]\n[device b]\n[server s]\n[defaults]\n[device c]");
    assert_int_equal(inventory.count, 5);
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "a"));
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "b"));
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "c"));
    assert_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "A"));
    assert_null(mfp_inventory_find(&inventory, MFP_SECTION_ACCOUNT, "a"));
    assert_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, NULL));
    mfp_inventory_done(&inventory);
    must_read(&inventory, "");
    assert_int_equal(inventory.count, 0);
    mfp_inventory_done(&inventory);
}

static void names_may_have_blanks_inside(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "[device  front desk]\nmodel = x\n[DEVICE back desk]\n");
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "front desk"));
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "back desk"));
    mfp_inventory_done(&inventory);
}

static void blanks_around_a_name_are_no_part_of_it(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "[device xerox ]\n[ server s]\nhost = h\n");
    bool device = mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "xerox") != NULL;
    bool server = mfp_inventory_find(&inventory, MFP_SECTION_SERVER, "s") != NULL;
    mfp_inventory_done(&inventory);
    assert_true(device);
    assert_true(server);
}

static void files_from_windows_are_read(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "[device d]\r\nmodel = x\r\n\r\n[device e]\r\n");
    const struct mfp_section *device = mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "d");
    assert_non_null(device);
    assert_string_equal(mfp_section_get(device, "model"), "x");
    assert_non_null(mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "e"));
    mfp_inventory_done(&inventory);
}

static void a_byte_order_mark_hides_no_section(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    must_read(&inventory, "\xef\xbb\xbf[device d]\nmodel = x\n");
    bool found = mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "d") != NULL;
    mfp_inventory_done(&inventory);
    assert_true(found);
}

static void what_stands_behind_a_header_is_refused(void **state)
{
    (void)state;
    check_refused_with("[device d] model = x\n", -EINVAL, "main.conf:1: ");
    check_refused_with("[device d]x\n", -EINVAL, "main.conf:1: ");
}

static void a_mailbox_address_is_a_mail_address(void **state)
{
    (void)state;
    static const char text[] = "[mailbox m]\naddress = a> NOTIFY=NEVER b@example.com\n"
                               "[server s]\nhost = h\n"
                               "[device d]\nserver = s\nmailbox = m\nfrom = a@example.com\n";
    struct mfp_inventory inventory;
    struct mfp_plan plan;
    struct mfp_error error = {0};
    write_file("main.conf", text);
    int result = read_file(&inventory, "main.conf", &error);
    if (result == 0) {
        result = mfp_inventory_plan(&inventory, "d", NULL, &plan, &error);
        mfp_inventory_done(&inventory);
    }
    assert_int_equal(result, -EINVAL);
}

static void a_directory_is_included_in_order(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    assert_int_equal(mkdir(folder_path_of("conf.d"), 0755), 0);
    write_file("conf.d/20-b.conf", "[device b]\n");
    write_file("conf.d/10-a.conf", "[device a]\n");
    write_file("conf.d/30-c.conf", "[device c]\nmodel = x\n");
    write_file("conf.d/.hidden.conf", "[device hidden]\n");
    write_file("conf.d/40-d.conf.dpkg-old", "[device old]\n");
    write_file("conf.d/README", "this is no configuration\n");
    must_read(&inventory, "[defaults]\ninclude = conf.d\nport = 2525\n[server s]\nhost = h\n");
    assert_int_equal(inventory.file_count, 4);
    check_contains("first", inventory.files[0], "/main.conf");
    check_contains("second", inventory.files[1], "/conf.d/10-a.conf");
    check_contains("third", inventory.files[2], "/conf.d/20-b.conf");
    check_contains("fourth", inventory.files[3], "/conf.d/30-c.conf");
    assert_int_equal(inventory.count, 5);
    /* What follows the include belongs to the section that it stood in. */
    const struct mfp_section *defaults = mfp_inventory_find(&inventory, MFP_SECTION_DEFAULTS, "");
    assert_string_equal(mfp_section_get(defaults, "port"), "2525");
    check_contains("file", mfp_inventory_find(&inventory, MFP_SECTION_DEVICE, "c")->file,
                   "/conf.d/30-c.conf");
    mfp_inventory_done(&inventory);
}

static void files_are_included_from_beside_and_by_full_path(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    char text[256];
    write_file("one.conf", "[device one]\n");
    write_file("two.conf", "include = one.conf\n[device two]\n");
    snprintf(text, sizeof(text), "include = %s\n[device main]\n", folder_path_of("two.conf"));
    must_read(&inventory, text);
    assert_int_equal(inventory.count, 3);
    assert_int_equal(inventory.file_count, 3);
    mfp_inventory_done(&inventory);
}

static void mistakes_in_included_files_name_that_file(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    char wanted[160];
    write_file("bad.conf", "[device one]\nport = x\n");
    write_file("main.conf", "include = bad.conf\n");
    assert_int_equal(read_file(&inventory, "main.conf", &error), -EINVAL);
    snprintf(wanted, sizeof(wanted), "%s:2: [device one] port: ", folder_path_of("bad.conf"));
    assert_int_equal(strncmp(error.text, wanted, strlen(wanted)), 0);
}

static void the_same_section_in_two_files_is_refused(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    write_file("other.conf", "\n[device one]\n");
    write_file("main.conf", "[device one]\n[defaults]\ninclude = other.conf\n");
    assert_int_equal(read_file(&inventory, "main.conf", &error), -EEXIST);
    check_contains("place", error.text, "/other.conf:2: [device one]: stands already at ");
    check_contains("earlier place", error.text, "/main.conf:1");
}

static void include_cycles_are_refused(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    write_file("self.conf", "\ninclude = self.conf\n");
    assert_int_equal(read_file(&inventory, "self.conf", &error), -ELOOP);
    check_contains("self", error.text, "/self.conf:2: include: ");
    check_contains("self", error.text, "includes itself");
    write_file("a.conf", "include = b.conf\n");
    write_file("b.conf", "include = a.conf\n");
    assert_int_equal(read_file(&inventory, "a.conf", &error), -ELOOP);
    check_contains("two", error.text, "/b.conf:1: include: ");
    check_contains("two", error.text, "includes itself");
}

static void missing_includes_are_named(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    write_file("main.conf", "\ninclude = nowhere.d\n");
    assert_int_equal(read_file(&inventory, "main.conf", &error), -ENOENT);
    check_contains("place", error.text, "/main.conf:2: include: ");
    check_contains("path", error.text, "/nowhere.d: No such file or directory");
}

static void include_stands_before_or_in_defaults_only(void **state)
{
    (void)state;
    check_refused_with("[device d]\ninclude = other.conf\n", -EINVAL,
                       "[device d] include: unknown key");
}

static void files_that_cannot_be_read_are_named(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    assert_int_equal(read_file(&inventory, "nowhere.conf", &error), -ENOENT);
    check_contains("missing", error.text, "/nowhere.conf: No such file or directory");
    assert_int_equal(mfp_inventory_read(&inventory, folder_path(), &error), -EINVAL);
    check_contains("directory", error.text, "is no regular file");
    assert_null(inventory.files);
}

static void files_without_permission_are_named(void **state)
{
    (void)state;
    struct mfp_inventory inventory;
    struct mfp_error error = {0};
    bool root = geteuid() == 0;
    write_file("closed.conf", "[device d]\n");
    assert_int_equal(chmod(folder_path_of("closed.conf"), 0), 0);
    if (root && seteuid(65534) < 0)
        skip(); /* nobody but root here, and root reads everything */
    int result = read_file(&inventory, "closed.conf", &error);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(result, -EACCES);
    check_contains("closed", error.text, "/closed.conf: Permission denied");
}

/* In a child, which the alarm ends if it hangs. */
static void a_fifo_is_refused_at_once(void **state)
{
    (void)state;
    int status = 0;
    assert_int_equal(mkfifo(folder_path_of("fifo.conf"), 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct mfp_inventory inventory;
        struct mfp_error error;
        alarm(1);
        _exit(read_file(&inventory, "fifo.conf", &error) < 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void every_key_is_documented_and_unique(void **state)
{
    (void)state;
    for (const struct mfp_key *key = mfp_keys; key->name; key++) {
        check_true(key->name, key->says && key->says[0]);
        check_true(key->name, key->sections != 0);
        check_true(key->name, (key->type == MFP_KEY_WORD) == (key->words != NULL));
        check_true(key->name, mfp_key_find(key->name) == key); /* so no earlier one has its name */
    }
    assert_null(mfp_key_find("quantum"));
}

static void a_queue_plan_has_what_polling_needs(void **state)
{
    (void)state;
    static const char text[] = "[defaults]\nsnmp = file:/c\nqueue_stuck = 5m\n"
                               "[server s]\nhost = h\n[account a]\nserver = s\n"
                               "[device full]\naccount = a\naddress = 192.0.2.7\n"
                               "snmp_version = 3\nsnmp_port = 1161\nqueue_depth = none\n"
                               "off_after = 2h\nqueue_stuck = 20m\n"
                               "[device plain]\naddress = mfp.example.com\n"
                               "[device bare]\naccount = a\n";
    struct mfp_inventory inventory = {0};
    struct mfp_queue_plan plan;
    struct mfp_error error = {0};
    folder_write("main.conf", 0644, OCTETS(text));
    assert_int_equal(mfp_inventory_read(&inventory, folder_path_of("main.conf"), &error), 0);
    assert_int_equal(mfp_inventory_queue_plan(&inventory, "full", NULL, &plan, &error), 0);
    check_string("full", plan.address, "192.0.2.7");
    check_string("full", plan.secret, "file:/c");
    check_number("full", plan.port, 1161);
    check_number("full", plan.snmp_version, 3);
    check_number("full", plan.depth, UINT_MAX);
    check_number("full", plan.stuck_ms, 20 * 60 * 1000);
    check_number("full", plan.off_after_ms, 2 * 3600 * 1000);
    assert_int_equal(mfp_inventory_queue_plan(&inventory, "plain", NULL, &plan, &error), 0);
    check_number("plain", plan.port, 161);
    check_number("plain", plan.snmp_version, 2);
    check_number("plain", plan.depth, 10);
    check_number("plain", plan.stuck_ms, 5 * 60 * 1000);
    check_number("plain", plan.off_after_ms, 0);
    struct mfp_section options = {0};
    assert_int_equal(mfp_section_set(&options, "queue_depth", "3", NULL), 0);
    assert_int_equal(mfp_inventory_queue_plan(&inventory, "full", &options, &plan, &error), 0);
    check_number("options come first", plan.depth, 3);
    mfp_section_done(&options);
    assert_int_equal(mfp_inventory_queue_plan(&inventory, "bare", NULL, &plan, &error), -EINVAL);
    check_contains("bare", error.text, "[device bare]: the device's own address is missing");
    mfp_inventory_done(&inventory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_lines_make_a_whole_plan),
        cmocka_unit_test(every_key_reaches_the_plan),
        cmocka_unit_test(port_and_tls_mode_follow_each_other),
        cmocka_unit_test(values_are_inherited_from_the_nearest),
        cmocka_unit_test(references_are_inherited_too),
        cmocka_unit_test(options_win_over_everything),
        cmocka_unit_test(options_alone_make_a_plan),
        cmocka_unit_test(plans_that_lack_something_are_refused),
        cmocka_unit_test(plans_that_contradict_themselves_are_refused),
        cmocka_unit_test(auth_none_needs_no_credentials),
        cmocka_unit_test(without_a_message_no_sender_is_needed),
        cmocka_unit_test(a_server_has_a_plan_without_an_account),
        cmocka_unit_test(a_server_that_has_no_plan_is_refused),
        cmocka_unit_test(unknown_devices_suggest_the_nearest),
        cmocka_unit_test(mistakes_are_named_with_their_place),
        cmocka_unit_test(keys_in_the_wrong_section_are_refused),
        cmocka_unit_test(nul_in_an_unfinished_last_line_is_found),
        cmocka_unit_test(long_lines_are_refused_not_cut),
        cmocka_unit_test(names_are_bounded),
        cmocka_unit_test(indented_keys_are_keys),
        cmocka_unit_test(empty_sections_exist),
        cmocka_unit_test(names_may_have_blanks_inside),
        cmocka_unit_test(blanks_around_a_name_are_no_part_of_it),
        cmocka_unit_test(files_from_windows_are_read),
        cmocka_unit_test(a_byte_order_mark_hides_no_section),
        cmocka_unit_test(what_stands_behind_a_header_is_refused),
        cmocka_unit_test(a_mailbox_address_is_a_mail_address),
        cmocka_unit_test(a_directory_is_included_in_order),
        cmocka_unit_test(files_are_included_from_beside_and_by_full_path),
        cmocka_unit_test(mistakes_in_included_files_name_that_file),
        cmocka_unit_test(the_same_section_in_two_files_is_refused),
        cmocka_unit_test(include_cycles_are_refused),
        cmocka_unit_test(missing_includes_are_named),
        cmocka_unit_test(include_stands_before_or_in_defaults_only),
        cmocka_unit_test(files_that_cannot_be_read_are_named),
        cmocka_unit_test(files_without_permission_are_named),
        cmocka_unit_test(a_fifo_is_refused_at_once),
        cmocka_unit_test(every_key_is_documented_and_unique),
        cmocka_unit_test(a_queue_plan_has_what_polling_needs),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
