// BMP without compression: 24 and 32 bits, and 8 with a palette.
#include "codec.h"

static long number(const unsigned char *at) {
  return (int)((unsigned)at[0] | (unsigned)at[1] << 8 | (unsigned)at[2] << 16 | (unsigned)at[3] << 24);
}

const char *graven_decode_bmp(const unsigned char *bytes, size_t count, graven_image *image) {
  if (count < 54) return damaged_image;
  long pixels = number(bytes + 10), header = number(bytes + 14), width = number(bytes + 18), height = number(bytes + 22);
  int bits = bytes[28] | bytes[29] << 8;
  long compression = number(bytes + 30);
  if (header < 40 || header > 124 || (bits != 8 && bits != 24 && bits != 32) || (compression != 0 && compression != 3))
    return "BMP images of this kind are not decoded";
  int is_top_down = height < 0;
  if (is_top_down) height = -height;
  if (!allocate_pixels(image, width, height)) return damaged_image;
  long row = (width * bits + 31) / 32 * 4;
  const unsigned char *palette = bytes + 14 + header;
  if (pixels < 0 || (size_t)pixels > count || (size_t)(row * height) > count - (size_t)pixels ||
      (bits == 8 && (size_t)(14 + header + 1024) > count))
    return failed(image, damaged_image);
  for (long y = 0; y < height; y++) {
    const unsigned char *from = bytes + pixels + row * (is_top_down ? y : height - 1 - y);
    unsigned char *to = image->pixels + y * width * 3;
    for (long x = 0; x < width; x++, to += 3) {
      const unsigned char *blue = bits == 8 ? palette + 4 * from[x] : from + x * (bits / 8);
      for (int channel = 0; channel < 3; channel++) to[channel] = blue[2 - channel];
    }
  }
  return NULL;
}
