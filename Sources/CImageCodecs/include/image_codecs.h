// Still images as pixels, for ImageDecoder.
#ifndef GRAVEN_IMAGE_CODECS_H
#define GRAVEN_IMAGE_CODECS_H

#include <stddef.h>

/// Pixels of 8 bits: red, green, blue; row by row, the top one first.
typedef struct {
  unsigned char *pixels;
  long width, height;
} graven_image;

/// Decodes JPEG, JPEG 2000, PNG, TIFF, WebP, BMP or PNM, told by the first bytes. All but the last two are decoded by the
/// system's libraries, which are loaded when the first such image comes.
///
/// \param image receives pixels of malloc.
/// \return NULL, or what is wrong.
const char *graven_image_decode(const unsigned char *bytes, size_t count, graven_image *image);

#endif
