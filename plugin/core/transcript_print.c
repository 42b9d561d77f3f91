/* The transcript as text: tests/transcripts/README.md. */
#include "core/transcript.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static void print_line(struct mfp_text *out, int64_t at_us, const char *mark, const char *text)
{
    char clean[MFP_EVENT_TEXT_MAX + 1];
    mfp_text_clean(clean, sizeof(clean), text, strlen(text));
    if (at_us >= 0)
        mfp_text_printf(out, "%7.3f ", (double)at_us / 1e6);
    mfp_text_printf(out, "%s %s\n", mark, clean);
}

static const char *day(int64_t seconds, char *buffer, size_t size)
{
    struct tm tm;
    time_t time = (time_t)seconds;
    if (!seconds || !gmtime_r(&time, &tm) || !strftime(buffer, size, "%Y-%m-%d", &tm))
        return "unknown";
    return buffer;
}

static void print_tls(const struct mfp_tls_facts *facts, struct mfp_text *out)
{
    char from[16], to[16], chain[16];
    if (!facts->subject[0])
        return;
    mfp_text_printf(out, "        * certificate subject %s\n", facts->subject);
    mfp_text_printf(out, "        * certificate issuer %s\n", facts->issuer);
    mfp_text_printf(out, "        * certificate names %s\n", facts->names);
    mfp_text_printf(out, "        * certificate valid %s to %s, chain to %s\n",
                    day(facts->not_before, from, sizeof(from)),
                    day(facts->not_after, to, sizeof(to)),
                    day(facts->chain_not_after, chain, sizeof(chain)));
    mfp_text_printf(out, "        * certificate %s%s\n",
                    facts->reason[0]  ? "not trusted: "
                    : facts->verified ? "verified"
                                      : "not verified",
                    facts->reason);
}

static void print_event(const struct mfp_transcript *transcript, const struct mfp_event *event,
                        struct mfp_text *out, bool tls_detail)
{
    const struct mfp_fault *fault = &transcript->fault;
    const char *text = event->text ? event->text : "";
    char line[MFP_EVENT_TEXT_MAX + 64];

    switch (event->kind) {
    case MFP_EVENT_CONNECT:
        print_line(out, event->at_us, "* connect", text);
        break;
    case MFP_EVENT_COMMAND:
        print_line(out, event->at_us, ">", text);
        break;
    case MFP_EVENT_REPLY:
        print_line(out, event->at_us, "<", text);
        break;
    case MFP_EVENT_BODY:
        mfp_format(line, sizeof(line), "%" PRId64, event->octets);
        print_line(out, event->at_us, "=", line);
        break;
    case MFP_EVENT_TLS:
        print_line(out, event->at_us, "* tls", text);
        if (tls_detail)
            print_tls(&transcript->tls_facts, out);
        break;
    case MFP_EVENT_NOTE:
        print_line(out, event->at_us, "*", text);
        break;
    case MFP_EVENT_FAULT:
        mfp_format(line, sizeof(line), "%s %s", mfp_fault_name(fault->kind), fault->detail);
        print_line(out, event->at_us, "!", line);
        break;
    }
}

void mfp_transcript_print(const struct mfp_transcript *transcript, struct mfp_text *out,
                          bool tls_detail)
{
    for (size_t i = 0; i < transcript->count; i++)
        print_event(transcript, &transcript->events[i], out, tls_detail);
    if (transcript->dropped)
        mfp_text_printf(out, "        * %zu more lines not kept\n", transcript->dropped);
    if (tls_detail && !transcript->tls_facts.done)
        print_tls(&transcript->tls_facts, out);
}
