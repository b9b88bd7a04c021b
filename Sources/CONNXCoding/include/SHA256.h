// SHA-256 with the processor's own instructions for it.

#ifndef GRAVEN_SHA256_H
#define GRAVEN_SHA256_H

#include <stddef.h>
#include <stdint.h>

/// Takes `count` blocks of 64 bytes into the eight words of `state`. Returns 0, and does nothing, on a processor without
/// such instructions.
int graven_sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count, const uint32_t constants[64]);

#endif
