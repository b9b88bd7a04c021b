// See image_codecs.h: which decoder an image is for.
#include "codec.h"

#include <string.h>

typedef struct {
  const char *start;
  size_t count;
  decoder *decode;
} signature;

static const signature signatures[] = {
    {"\xFF\xD8\xFF", 3, graven_decode_jpeg},
    {"\x89PNG", 4, graven_decode_png},
    {"II*\0", 4, graven_decode_tiff},
    {"MM\0*", 4, graven_decode_tiff},
    {"\0\0\0\x0CjP  ", 8, graven_decode_jpeg2000},
    {"\xFF\x4F\xFF\x51", 4, graven_decode_jpeg2000},
    {"RIFF", 4, graven_decode_webp},
    {"BM", 2, graven_decode_bmp},
    {"P5", 2, graven_decode_pnm},
    {"P6", 2, graven_decode_pnm},
};

const char *graven_image_decode(const unsigned char *bytes, size_t count, graven_image *image) {
  *image = (graven_image){0};
  for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
    if (count >= signatures[i].count && !memcmp(bytes, signatures[i].start, signatures[i].count))
      return signatures[i].decode(bytes, count, image);
  return "the image is neither JPEG, JPEG 2000, PNG, TIFF, WebP, BMP nor PGM or PPM";
}
