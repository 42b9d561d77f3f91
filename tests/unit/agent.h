/*
 * A device for the tests: objects that are set, or read from a recording, and answers to the
 * requests of a survey as an SNMP agent gives them.
 */
#pragma once

#include "snmp/queue/request.h"
#include "snmp/queue/sample.h"

struct agent {
    struct mfp_varbind *objects; /* in the order of their names */
    size_t count, room;
    struct mfp_varbind *answers; /* of the last poll */
    size_t answer_count, answer_room;
    unsigned requests, largest; /* of the last poll: how many, and how many names in one */
    char *text;                 /* what octets point to */
    void *json;                 /* or this */
};

void agent_done(struct agent *agent);

/* OID is "1.3.6.1.2.1.1.1.0". Octets are borrowed. */
void agent_set_number(struct agent *agent, const char *oid, int64_t number);
void agent_set_counter(struct agent *agent, const char *oid, int64_t number);
void agent_set_octets(struct agent *agent, const char *oid, const void *octets, size_t length);
void agent_set_string(struct agent *agent, const char *oid, const char *text);
void agent_set_oid(struct agent *agent, const char *oid, const char *value);
/* What the table of jobs of the scenarios needs: INDEX follows COLUMN after a dot. */
void agent_set_cell(struct agent *agent, const char *column, const char *index, int64_t number);
void agent_forget(struct agent *agent, const char *prefix);

/* The objects of a .snmprec file (snmpsim), or of a .json file of names and values. False if there
 * is no such file. */
bool agent_read(struct agent *agent, const char *path);

struct mfp_oid agent_oid(const char *text);

/* Runs a survey and reads a sample of all that came. */
void agent_poll(struct agent *agent, struct mfp_survey *survey, const struct mfp_queue_time *time,
                struct mfp_queue_sample *sample);
