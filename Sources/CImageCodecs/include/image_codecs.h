// Still images as pixels, for ImageDecoder.
#ifndef GRAVEN_IMAGE_CODECS_H
#define GRAVEN_IMAGE_CODECS_H

#include <stddef.h>

/// Pixels of 8 bits: red, green, blue; row by row, the top one first.
typedef struct {
  unsigned char *pixels;
  long width, height;
  /// Larger images are refused.
  long most_pixels;
} graven_image;

/// Decodes JPEG, JPEG 2000, PNG, TIFF, WebP, BMP or PNM, told by the first bytes. All but the last two are decoded by
/// the system's libraries, which are loaded when the first such image comes.
///
/// \param most_pixels larger images are refused, before memory is taken for them.
/// \param image receives pixels of malloc; none where something is wrong.
/// \return NULL, or what is wrong.
const char *graven_image_decode(const unsigned char *bytes, size_t count, size_t most_pixels, graven_image *image);

#endif
