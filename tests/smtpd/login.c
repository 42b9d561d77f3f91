#include "login.h"

#include "core/text.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

enum { RESPONSE_SIZE = 1024 };

/* A client's response, decoded and terminated; length counts NULs inside. */
struct response {
    char text[RESPONSE_SIZE];
    size_t length;
};

struct login {
    struct wire *wire;
    const char *initial; /* base64, "" if there is none */
    const char *user, *password;
};

static bool decode(const char *base64, struct response *response)
{
    size_t length = strlen(base64);
    response->length = 0;
    response->text[0] = '\0';
    if (strcmp(base64, "=") == 0) /* RFC 4954 section 4: an empty response */
        return true;
    if (length % 4 || length / 4 * 3 >= sizeof(response->text))
        return false;
    int octets = EVP_DecodeBlock((unsigned char *)response->text, (const unsigned char *)base64,
                                 (int)length);
    if (octets < 0)
        return false;
    while (length && base64[length - 1] == '=') {
        length--;
        octets--;
    }
    response->length = octets > 0 ? (size_t)octets : 0;
    response->text[response->length] = '\0';
    return true;
}

/* Sends the challenge, unless BASE64 holds the response already. Returns 0, 501 or an errno. */
static int ask(struct wire *wire, const char *challenge, const char *base64,
               struct response *response)
{
    char line[WIRE_LINE_SIZE];
    if (!*base64) {
        if (wire_printf(wire, "334 %s", challenge))
            return -1;
        int result = wire_get_line(wire, line, sizeof(line));
        if (result)
            return result;
        base64 = line;
    }
    return decode(base64, response) ? 0 : 501;
}

static int judge(bool good)
{
    return good ? 235 : 535;
}

/* [authorization] NUL user NUL password */
static int run_plain(struct login *login)
{
    struct response response;
    int result = ask(login->wire, "", login->initial, &response);
    if (result)
        return result;
    const char *end = response.text + response.length;
    const char *user = response.text + strlen(response.text) + 1;
    const char *password = user < end ? user + strlen(user) + 1 : end;
    if (password > end)
        return 501;
    return judge(user < end && strcmp(user, login->user) == 0 &&
                 strcmp(password, login->password) == 0);
}

static int run_login(struct login *login)
{
    struct response user, password;
    int result = ask(login->wire, "VXNlcm5hbWU6", login->initial, &user);
    if (!result)
        result = ask(login->wire, "UGFzc3dvcmQ6", "", &password);
    if (result)
        return result;
    return judge(strcmp(user.text, login->user) == 0 &&
                 strcmp(password.text, login->password) == 0);
}

/* user, blank, HMAC-MD5 of the challenge in hexadecimal */
static void expected_response(const struct login *login, const char *challenge, char *expected,
                              size_t size)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    HMAC(EVP_md5(), login->password, (int)strlen(login->password), (const unsigned char *)challenge,
         strlen(challenge), digest, &length);
    mfp_format(expected, size, "%s ", login->user);
    for (unsigned i = 0; i < length; i++) {
        size_t used = strlen(expected);
        mfp_format(expected + used, size - used, "%02x", digest[i]);
    }
}

static int run_cram_md5(struct login *login)
{
    char challenge[96], base64[136], expected[RESPONSE_SIZE];
    struct response response;
    mfp_format(challenge, sizeof(challenge), "<%ld.%lld@mail.example.com>", (long)getpid(),
               (long long)time(NULL));
    EVP_EncodeBlock((unsigned char *)base64, (const unsigned char *)challenge,
                    (int)strlen(challenge));
    int result = ask(login->wire, base64, "", &response);
    if (result)
        return result;
    expected_response(login, challenge, expected, sizeof(expected));
    return judge(strcmp(response.text, expected) == 0);
}

int login_run(struct wire *wire, const char *arguments, const char *user, const char *password)
{
    static const struct {
        const char *name;
        int (*run)(struct login *login);
    } mechanisms[] = {
        {.name = "PLAIN", .run = run_plain},
        {.name = "LOGIN", .run = run_login},
        {.name = "CRAM-MD5", .run = run_cram_md5},
    };
    size_t length = strcspn(arguments, " ");
    const char *initial = arguments + length + strspn(arguments + length, " ");
    struct login login = {.wire = wire, .initial = initial, .user = user, .password = password};
    for (size_t i = 0; i < sizeof(mechanisms) / sizeof(mechanisms[0]); i++)
        if (strlen(mechanisms[i].name) == length &&
            strncasecmp(mechanisms[i].name, arguments, length) == 0)
            return mechanisms[i].run(&login);
    return 504;
}
