#include "core/spans.h"

const struct mfp_span mfp_spans[MFP_SPANS] = {
    {.name = "resolve", .stages = MFP_AT(MFP_STAGE_RESOLVE)},
    {.name = "connect", .stages = MFP_AT(MFP_STAGE_CONNECT)},
    {.name = "greeting", .stages = MFP_AT(MFP_STAGE_GREETING)},
    {.name = "ehlo", .stages = MFP_AT(MFP_STAGE_EHLO)},
    {.name = "tls", .stages = MFP_AT(MFP_STAGE_STARTTLS) | MFP_AT(MFP_STAGE_TLS)},
    {.name = "auth", .stages = MFP_AT(MFP_STAGE_AUTH)},
    {.name = "send",
     .stages = MFP_AT(MFP_STAGE_MAIL) | MFP_AT(MFP_STAGE_RCPT) | MFP_AT(MFP_STAGE_DATA) |
               MFP_AT(MFP_STAGE_BODY)},
};

double mfp_span_seconds(const int64_t stage_us[MFP_STAGE_COUNT], unsigned stages)
{
    int64_t sum = -1;
    for (int stage = 0; stage < MFP_STAGE_COUNT; stage++)
        if ((stages & MFP_AT(stage)) && stage_us[stage] >= 0)
            sum = (sum < 0 ? 0 : sum) + stage_us[stage];
    return sum < 0 ? -1 : (double)sum / 1e6;
}

double mfp_span_total(const int64_t stage_us[MFP_STAGE_COUNT])
{
    double seconds = mfp_span_seconds(stage_us, ~MFP_AT(MFP_STAGE_QUIT));
    return seconds < 0 ? 0 : seconds;
}
