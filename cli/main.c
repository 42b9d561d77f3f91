/* mfpmail, the operator's command. */
#include "cli/command.h"
#include "cli/fleet/fleet.h"
#include "core/text.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct mfp_command *const commands[] = {
    &mfp_command_classify, &mfp_command_discover, &mfp_command_list,
    &mfp_command_status,   &mfp_command_validate, &mfp_command_test,
    &mfp_command_release,  &mfp_command_queue,    NULL,
};

enum common_id { OPTION_HELP = 1000 };

static const struct mfp_option common_options[] = {
    {.letter = 'h', .name = "help", .id = OPTION_HELP, .help = "this text"},
    {0},
};

struct call {
    const struct mfp_command *command;
    void *settings;
    bool help;
};

static int take(void *context, const struct mfp_option *option, const char *value,
                struct mfp_error *error)
{
    struct call *call = context;
    if (option->id != OPTION_HELP)
        return call->command->take(call->settings, option, value, error);
    call->help = true;
    return 0;
}

static void show(struct mfp_text *out, FILE *stream)
{
    fwrite(mfp_text_string(out), 1, out->length, stream);
    mfp_text_done(out);
}

static void help(FILE *stream)
{
    struct mfp_text out = {0};
    mfp_text_puts(&out, "Usage: mfpmail COMMAND [OPTIONS]\n\nCommands:\n");
    for (const struct mfp_command *const *command = commands; *command; command++)
        mfp_text_printf(&out, "  %-10s %s\n", (*command)->name, (*command)->purpose);
    mfp_text_puts(&out, "\nmfpmail COMMAND --help has the options. See mfpmail(1).\n");
    show(&out, stream);
}

static void help_command(const struct mfp_command *command)
{
    struct mfp_text out = {0};
    mfp_text_printf(&out, "Usage: %s\n\n%s\n\n", command->usage, command->text);
    mfp_options_help(command->options, &out);
    if (command->more)
        mfp_options_help(command->more->options, &out);
    mfp_options_help(common_options, &out);
    mfp_text_printf(&out, "\nSee mfpmail(1).\n");
    show(&out, stdout);
}

static int run(struct call *call, int argc, char **argv, struct mfp_error *error)
{
    const struct mfp_check *more = call->command->more;
    const struct mfp_option *const tables[] = {call->command->options, common_options,
                                               more ? more->options : NULL, NULL};
    int result = mfp_options_parse(tables, argc, argv, take, call, error);
    if (result < 0)
        return result;
    if (!call->help)
        return call->command->run(call->settings, error);
    help_command(call->command);
    return MFP_EXIT_DONE;
}

static int run_command(const struct mfp_command *command, int argc, char **argv)
{
    struct mfp_error error = {0};
    struct call call = {.command = command, .settings = calloc(1, command->settings_size)};
    int result = call.settings ? run(&call, argc, argv, &error)
                               : mfp_error_set(&error, -ENOMEM, "out of memory");
    if (result < 0)
        fprintf(stderr, "mfpmail %s: %s\n", command->name, error.text);
    if (command->done && call.settings)
        command->done(call.settings);
    free(call.settings);
    /* What is lost at the end, on a full disk or a closed pipe, is no success. */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "mfpmail %s: standard output: %s\n", command->name, strerror(errno));
        return MFP_EXIT_FAILED;
    }
    return result < 0 ? MFP_EXIT_FAILED : result;
}

int main(int argc, char **argv)
{
    const char *names[16] = {0};
    const char *word = argc > 1 ? argv[1] : "";
    size_t count = 0;
    signal(SIGPIPE, SIG_IGN);
    for (const struct mfp_command *const *command = commands; *command; command++) {
        names[count++] = (*command)->name;
        if (strcmp((*command)->name, word) == 0)
            return run_command(*command, argc - 1, argv + 1);
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        help(stdout);
        return MFP_EXIT_DONE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        puts(MFPMAIL_VERSION_LINE);
        return MFP_EXIT_DONE;
    }
    const char *nearest = mfp_text_nearest(word, names);
    if (!word[0])
        help(stderr);
    else
        fprintf(stderr, "mfpmail: unknown command '%.40s'%s%s%s, see mfpmail --help\n", word,
                nearest ? ", did you mean '" : "", nearest ? nearest : "", nearest ? "'" : "");
    return MFP_EXIT_FAILED;
}
