/* One page with everything, to search in: docs/failures.html. It works without its script too. */
#include "core/text.h"
#include "failures/generate/emit.h"

#include <string.h>

static void put_text(FILE *out, const char *text)
{
    for (; text && *text; text++) {
        switch (*text) {
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc(*text, out);
        }
    }
}

static void put_cell(FILE *out, const char *label, const char *text)
{
    if (!text)
        return;
    fprintf(out, "<dt>%s</dt><dd>", label);
    put_text(out, text);
    fputs("</dd>", out);
}

/* "RFC5321#4.2.1" and addresses, as links. */
static void put_references(FILE *out, const char *see)
{
    if (!see)
        return;
    fputs("<dt>See</dt><dd>", out);
    for (const char *at = see; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        char word[512];
        mfp_format(word, sizeof(word), "%.*s", (int)(length < 511 ? length : 511), at);
        char *hash = strncmp(word, "RFC", 3) == 0 ? strchr(word, '#') : NULL;
        if (hash)
            *hash = '\0';
        if (strncmp(word, "RFC", 3) == 0)
            fprintf(out, "<a href=\"https://www.rfc-editor.org/rfc/rfc%s%s%s\">RFC %s%s%s</a> ",
                    word + 3, hash ? "#section-" : "", hash ? hash + 1 : "", word + 3,
                    hash ? " section " : "", hash ? hash + 1 : "");
        else {
            fputs("<a href=\"", out);
            put_text(out, word);
            fputs("\">", out);
            put_text(out, word);
            fputs("</a> ", out);
        }
        at += length;
    }
    fputs("</dd>", out);
}

/* " 5.7.60", once. */
static void add_word(struct mfp_text *words, const char *word)
{
    const char *found = strstr(mfp_text_string(words), word);
    size_t length = strlen(word);
    if (!found || (found[length] && found[length] != ' '))
        mfp_text_puts(words, word);
}

static void add_codes(const struct mfp_evidence *row, struct mfp_text *words)
{
    char word[32];
    for (const struct mfp_enhanced *code = row->enhanced; code && code->class; code++) {
        if (code->subject < 0 || code->detail < 0)
            continue;
        mfp_format(word, sizeof(word), " %d.%d.%d", code->class < 0 ? 5 : code->class,
                   code->subject, code->detail);
        add_word(words, word);
    }
    for (const struct mfp_code *code = row->code; code && code->mask; code++) {
        mfp_format(word, sizeof(word), " %03x", (unsigned)code->value);
        if (code->mask == 0xfff && code->value)
            add_word(words, word);
    }
}

/* The codes with which servers say it, so that a code can be searched for. */
static void put_codes(FILE *out, const struct mfp_book *book, const struct mfp_cause *cause)
{
    struct mfp_text words = {0};
    for (size_t i = 0; i < book->evidence_count; i++)
        if (&book->causes[book->evidence[i].cause] == cause)
            add_codes(&book->evidence[i], &words);
    if (words.length)
        put_cell(out, "Codes", mfp_text_string(&words) + 1);
    mfp_text_done(&words);
}

static void put_cause(FILE *out, const struct mfp_book *book, const struct mfp_cause *cause)
{
    const char *category = mfp_word_name(mfp_category_words, (int)cause->category);
    fprintf(out, "<article data-kind=\"%s\" id=\"%s\"><h2><b>%s</b> ", category, cause->name,
            category);
    put_text(out, cause->says);
    fprintf(out, "</h2><p class=\"name\">%s &middot; %u</p><dl>", cause->name, cause->number);
    put_cell(out, "Owner", mfp_word_shown(mfp_owner_words, (int)cause->owner));
    put_cell(out, "Fix", cause->fix);
    put_cell(out, "If not", cause->next);
    put_cell(out, "Waiting", cause->retryable == MFP_RETRYABLE_YES ? "may help" : "does not help");
    put_codes(out, book, cause);
    put_references(out, cause->see);
    fputs("</dl></article>\n", out);
}

static void put_number(FILE *out, const char *label, long long number)
{
    char text[32];
    mfp_format(text, sizeof(text), "%lld", number);
    if (number)
        put_cell(out, label, text);
}

static void put_provider(FILE *out, const struct mfp_provider *provider)
{
    char text[256];
    fputs("<article data-kind=\"provider\"><h2><b>provider</b> ", out);
    put_text(out, provider->title);
    fprintf(out, "</h2><p class=\"name\">%s &middot; %u</p><dl>", provider->name, provider->number);
    mfp_format(text, sizeof(text), "%s port %u, %s", provider->smtp ? provider->smtp : "",
               provider->port,
               provider->tls ? mfp_word_shown(mfp_tls_mode_words, (int)provider->tls) : "");
    put_cell(out, "Server", provider->smtp ? text : NULL);
    put_cell(out, "Password",
             provider->password ? mfp_word_shown(mfp_password_words, (int)provider->password)
                                : NULL);
    put_cell(out, "From",
             provider->from ? mfp_word_shown(mfp_from_words, (int)provider->from) : NULL);
    put_number(out, "Messages a minute", provider->messages_per_minute);
    put_number(out, "Messages an hour", provider->messages_per_hour);
    put_number(out, "Messages a day", provider->messages_per_day);
    put_number(out, "Recipients a message", provider->recipients_per_message);
    put_number(out, "Recipients a day", provider->recipients_per_day);
    put_number(out, "Connections at once", provider->connections);
    put_number(out, "Octets a message", provider->size);
    put_cell(out, "Devices", provider->advice);
    put_references(out, provider->see);
    fputs("</dl></article>\n", out);
}

static void put_announcement(FILE *out, const struct mfp_announcement *announcement)
{
    fprintf(out, "<article data-kind=\"announcement\"><h2><b>%s</b> ", announcement->date);
    put_text(out, announcement->says);
    fprintf(out, "</h2><p class=\"name\">%s &middot; %s</p><dl>", announcement->provider,
            announcement->name);
    put_cell(out, "Concerns", mfp_word_shown(mfp_concern_words, (int)announcement->concerns));
    put_cell(out, "Until", announcement->until);
    put_cell(out, "Fix", announcement->fix);
    put_references(out, announcement->see);
    fputs("</dl></article>\n", out);
}

static void put_code(FILE *out, const struct mfp_book *book, const struct mfp_panel_code *code)
{
    fputs("<article data-kind=\"device\"><h2><b>device</b> ", out);
    put_text(out, code->vendor);
    fputs(": ", out);
    put_text(out, code->shown);
    fprintf(out, "</h2><p class=\"name\">%s</p><dl>", code->name);
    put_cell(out, "Means", code->says);
    if (!code->digits)
        put_cell(out, "Cause", book->causes[code->cause].name);
    put_cell(out, "Note", code->note);
    put_cell(out, "Rests on", mfp_word_shown(mfp_proof_words, (int)code->proof));
    put_references(out, code->see);
    fputs("</dl></article>\n", out);
}

static const char head[] =
    "<!doctype html>\n<!-- Made by mfp_generate of the files in plugin/. -->\n<html lang=\"en\">"
    "<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
    "<title>mfpmail: causes of failed mail from devices</title><style>\n"
    ":root{color-scheme:light dark;--line:#8886;--soft:#8882}\n"
    "body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}\n"
    "h1{font-size:1.4rem}h2{font-size:1.05rem;margin:0}h2 b{background:var(--soft);"
    "border-radius:.3rem;padding:.1rem .4rem;font-weight:600}\n"
    "nav{position:sticky;top:0;background:Canvas;padding:.6rem 0;border-bottom:1px solid "
    "var(--line);display:flex;gap:.6rem;flex-wrap:wrap;align-items:center}\n"
    "input,select{font:inherit;padding:.35rem .5rem}input{flex:1;min-width:12rem}\n"
    "article{border-bottom:1px solid var(--line);padding:.9rem 0}article[hidden]{display:none}\n"
    ".name{margin:.1rem 0 .4rem;opacity:.75;font-family:ui-monospace,monospace;font-size:.85rem}\n"
    "dl{display:grid;grid-template-columns:9rem 1fr;gap:.15rem .8rem;margin:0}dt{opacity:.75}"
    "dd{margin:0;overflow-wrap:anywhere}\n"
    "@media(max-width:36rem){dl{grid-template-columns:1fr}dt{margin-top:.3rem}}\n"
    "</style></head><body><h1>Why a device cannot send mail, who must act, and what to do</h1>\n"
    "<nav><input id=\"q\" type=\"search\" placeholder=\"words, a code, a provider, a device ...\" "
    "aria-label=\"Search\" autofocus><select id=\"k\" aria-label=\"Kind\"><option value=\"\">"
    "everything</option>";

static const char tail[] =
    "<script>\n"
    "const q=document.getElementById('q'),k=document.getElementById('k'),"
    "n=document.getElementById('n'),all=[...document.querySelectorAll('article')];\n"
    "const texts=all.map(a=>a.textContent.toLowerCase());\n"
    "function show(){const w=q.value.toLowerCase().split(/\\s+/).filter(Boolean);let c=0;\n"
    "all.forEach((a,i)=>{const y=(!k.value||a.dataset.kind===k.value)&&"
    "w.every(x=>texts[i].includes(x));a.hidden=!y;c+=y});n.textContent=c+' of '+all.length}\n"
    "q.addEventListener('input',show);k.addEventListener('change',show);show();\n"
    "</script></body></html>\n";

static void put_kinds(FILE *out, const struct mfp_book *book)
{
    for (const struct mfp_word *word = mfp_category_words; word->name; word++)
        if (mfp_emit_next(book, (enum mfp_category)word->number, 0))
            fprintf(out, "<option>%s</option>", word->name);
    fputs("<option>provider</option><option>announcement</option><option>device</option></select>"
          "<span id=\"n\"></span></nav>\n",
          out);
}

void mfp_emit_page(const struct mfp_book *book, FILE *out)
{
    fputs(head, out);
    put_kinds(out, book);
    for (const struct mfp_word *word = mfp_category_words; word->name; word++)
        for (const struct mfp_cause *cause =
                 mfp_emit_next(book, (enum mfp_category)word->number, 0);
             cause; cause = mfp_emit_next(book, (enum mfp_category)word->number, cause->number))
            put_cause(out, book, cause);
    for (size_t i = 0; i < book->provider_count; i++)
        put_provider(out, &book->providers[i]);
    for (size_t i = 0; i < book->announcement_count; i++)
        put_announcement(out, &book->announcements[i]);
    for (size_t i = 0; i < book->code_count; i++)
        put_code(out, book, &book->codes[i]);
    fputs(tail, out);
}
