/* mfp_devices OUTPUT: writes mfpmail-devices(7), in mdoc, of the profiles. */
#include "snmp/queue/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 76 };

/* Words on lines of their own, with a full stop. */
static void put_text(FILE *out, const char *text)
{
    size_t column = 0;
    while (*text) {
        size_t length = strcspn(text, " ");
        if (column > 0 && column + length > WIDTH) {
            fputc('\n', out);
            column = 0;
        } else if (column > 0) {
            fputc(' ', out);
        }
        if (column == 0 && (*text == '.' || *text == '\''))
            fputs("\\&", out);
        fwrite(text, 1, length, out);
        column += length + 1;
        text += length;
        text += strspn(text, " ");
    }
    fputs(".\n", out);
}

static void put_labelled(FILE *out, const char *label, const char *text)
{
    if (!text)
        return;
    fprintf(out, ".br\n.Em %s :\n", label);
    put_text(out, text);
}

static const char *tier_text(enum mfp_tier tier)
{
    switch (tier) {
    case MFP_TIER_NONE:
        break;
    case MFP_TIER_A:
        return "A, its jobs with their states";
    case MFP_TIER_B:
        return "B, how many jobs are active, the oldest and the newest";
    case MFP_TIER_C:
        return "C, counters";
    case MFP_TIER_D:
        return "D, alerts, console text and status";
    }
    return "nothing";
}

/* "by the name of", for those that have more than one. */
static void put_brands(FILE *out, const struct mfp_profile *profile)
{
    const struct mfp_brand *brand = profile->brands;
    char text[256] = "";
    for (; brand && brand->word; brand++) {
        size_t used = strlen(text);
        snprintf(text + used, sizeof(text) - used, "%s%s", used > 0 ? ", " : "", brand->shown);
    }
    if (text[0])
        put_labelled(out, "Also sold as", text);
}

static void put_profile(FILE *out, const struct mfp_profile *profile)
{
    fprintf(out, ".It Ic %s%s%s\n", profile->name, profile->vendor[0] ? " Pq " : "",
            profile->vendor);
    put_text(out, tier_text(profile->tier));
    put_brands(out, profile);
    put_labelled(out, "Seen on a real device", tier_text(profile->proven));
    put_labelled(out, "Limits", profile->limits);
    put_labelled(out, "Said with its verdicts", profile->caveat);
    put_labelled(out, "From", profile->source);
}

static void put_profiles(FILE *out, bool generic)
{
    fputs(".Bl -tag -width Ds\n", out);
    for (size_t i = 0; mfp_profiles[i]; i++)
        if ((mfp_profiles[i]->vendor[0] == '\0') == generic)
            put_profile(out, mfp_profiles[i]);
    fputs(".El\n", out);
}

static void put_page(FILE *out)
{
    fputs(
        ".\\\" Made by mfp_devices of the files in snmp/queue/devices/. Do not edit: cmake --build "
        "... --target mfp_documents\n"
        ".Dd November 25, 2026\n"
        ".Dt MFPMAIL-DEVICES 7\n"
        ".Os\n"
        ".Sh NAME\n"
        ".Nm mfpmail-devices\n"
        ".Nd what devices tell of their send queues\n"
        ".Sh DESCRIPTION\n"
        "Each vendor's devices are asked by SNMP for what they are known to tell.\n"
        "How much that is makes their tier, A to D.\n"
        "What a profile offers beyond what a real device was seen to tell rests on documents\n"
        "alone, and verdicts by it say\n"
        ".Ql unproven profile .\n"
        "A recording of a device with jobs in its queue is the most welcome of contributions.\n"
        ".Sh VENDORS\n",
        out);
    put_profiles(out, false);
    fputs(".Sh ANY VENDOR\n"
          "What the profile of a vendor does not have is asked for in these, in this order.\n",
          out);
    put_profiles(out, true);
    fputs(".Sh SEE ALSO\n.Xr mfpmail 1 ,\n.Xr mfpmail-failures 7\n", out);
}

int main(int argc, char **argv)
{
    FILE *out = argc == 2 ? fopen(argv[1], "we") : NULL;
    if (!out) {
        perror(argc == 2 ? argv[1] : "usage: mfp_devices OUTPUT");
        return EXIT_FAILURE;
    }
    put_page(out);
    return fclose(out) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
