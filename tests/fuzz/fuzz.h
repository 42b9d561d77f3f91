/*
 * The entry that libFuzzer and replay.c call, and what harnesses check with.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t length);

/* Ends the program where HOLDS is false: libFuzzer keeps the input. */
void mfp_fuzz_require(bool holds);

/* What every face relies on when it prints: TEXT ends within SIZE octets, and has no control
 * character and no '|'. */
void mfp_fuzz_printable(const char *text, size_t size);
