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
    // BigTIFF.
    {"II+\0", 4, graven_decode_tiff},
    {"MM\0+", 4, graven_decode_tiff},
    {"\0\0\0\x0CjP  ", 8, graven_decode_jpeg2000},
    {"\xFF\x4F\xFF\x51", 4, graven_decode_jpeg2000},
    {"RIFF", 4, graven_decode_webp},
    {"BM", 2, graven_decode_bmp},
    {"P1", 2, graven_decode_pnm},
    {"P2", 2, graven_decode_pnm},
    {"P3", 2, graven_decode_pnm},
    {"P4", 2, graven_decode_pnm},
    {"P5", 2, graven_decode_pnm},
    {"P6", 2, graven_decode_pnm},
};

const char *graven_image_decode(const unsigned char *bytes, size_t count, size_t most_pixels, graven_image *image) {
  // Row by row in 32 bits everywhere, and within reason: 256 megapixels.
  const size_t ceiling = 1 << 28;
  *image = (graven_image){.most_pixels = (long)(most_pixels < ceiling ? most_pixels : ceiling)};
  const char *wrong = "the image is neither JPEG, JPEG 2000, PNG, TIFF, WebP, BMP nor PNM";
  for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
    if (count >= signatures[i].count && !memcmp(bytes, signatures[i].start, signatures[i].count)) {
      wrong = signatures[i].decode(bytes, count, image);
      break;
    }
  if (wrong) {
    free(image->pixels);
    image->pixels = NULL;
  }
  return wrong;
}
