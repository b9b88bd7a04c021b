// BMP without compression: 1, 4 or 8 bits with a palette, 16 and 32 bits with masks, 24 bits.
#include "codec.h"

#include <stdint.h>

static uint32_t number(const unsigned char *at, int bytes) {
  uint32_t value = 0;
  while (bytes--) value = value << 8 | at[bytes];
  return value;
}

// The bits of a pixel that a mask picks, as 0 to 255.
static unsigned char masked(uint32_t pixel, uint32_t mask) {
  if (mask == 0) return 0;
  int shift = __builtin_ctz(mask);
  return (unsigned char)((uint64_t)((pixel & mask) >> shift) * 255 / (mask >> shift));
}

const char *graven_decode_bmp(const unsigned char *bytes, size_t count, graven_image *image) {
  if (count < 54) return damaged_image;
  size_t start = number(bytes + 10, 4), header = number(bytes + 14, 4);
  uint32_t bits = number(bytes + 28, 2), compression = number(bytes + 30, 4), used = number(bytes + 46, 4);
  // 3 is no compression, but masks of one's own.
  int has_masks = compression == 3 && (bits == 16 || bits == 32), has_palette = bits == 1 || bits == 4 || bits == 8;
  if (header < 40 || header > 124 || (compression != 0 && !has_masks) ||
      (!has_palette && bits != 16 && bits != 24 && bits != 32))
    return "BMP images of this kind are not decoded";
  uint32_t masks[3] = {bits == 16 ? 0x7C00 : 0xFF0000, bits == 16 ? 0x3E0 : 0xFF00, bits == 16 ? 0x1F : 0xFF};
  if (has_masks) {
    if (count < 66) return damaged_image;
    for (int channel = 0; channel < 3; channel++) masks[channel] = number(bytes + 54 + 4 * channel, 4);
  }
  const unsigned char *palette = bytes + 14 + header;
  uint32_t colours = !has_palette ? 0 : used == 0 || used > 1u << bits ? 1u << bits : used;
  if (14 + header + 4 * (size_t)colours > count) return damaged_image;

  // A negative height says that the top row comes first.
  int64_t width = (int32_t)number(bytes + 18, 4), signed_height = (int32_t)number(bytes + 22, 4);
  int64_t height = signed_height < 0 ? -signed_height : signed_height;
  const char *wrong = width < 0 ? damaged_image : size_error(image, (unsigned long)width, (unsigned long)height);
  if (wrong) return wrong;
  size_t row = ((size_t)width * bits + 31) / 32 * 4;
  if (start > count || row * (size_t)height > count - start) return damaged_image;
  if ((wrong = allocate_pixels(image, (unsigned long)width, (unsigned long)height))) return wrong;

  unsigned char *to = image->pixels;
  for (int64_t y = 0; y < height; y++) {
    const unsigned char *from = bytes + start + row * (size_t)(signed_height < 0 ? y : height - 1 - y);
    for (size_t x = 0; x < (size_t)width; x++, to += 3) {
      if (has_palette) {
        uint32_t index = from[x * bits / 8] >> (8 - bits - x * bits % 8) & ((1u << bits) - 1);
        for (int channel = 0; channel < 3; channel++)
          to[channel] = index < colours ? palette[4 * index + 2 - channel] : 0;
      } else if (bits == 24) {
        for (int channel = 0; channel < 3; channel++) to[channel] = from[3 * x + 2 - channel];
      } else {
        uint32_t pixel = number(from + x * bits / 8, (int)bits / 8);
        for (int channel = 0; channel < 3; channel++) to[channel] = masked(pixel, masks[channel]);
      }
    }
  }
  return NULL;
}
