// What the decoders share.
#ifndef GRAVEN_CODEC_H
#define GRAVEN_CODEC_H

#include "include/image_codecs.h"

#include <dlfcn.h>
#include <stdlib.h>

/// Decodes one format; NULL, or what is wrong.
typedef const char *decoder(const unsigned char *bytes, size_t count, graven_image *image);

decoder graven_decode_bmp, graven_decode_jpeg, graven_decode_jpeg2000, graven_decode_png, graven_decode_pnm,
    graven_decode_tiff, graven_decode_webp;

/// Declares `load_name`, a function of `library`, which is only there while the program runs; `is_complete` becomes 0
/// where the library lacks it.
#define LOADED(name) \
  __typeof__(&name) load_##name = (__typeof__(&name))dlsym(library, #name); \
  is_complete &= load_##name != NULL

static const char *const damaged_image = "the image is damaged";

/// NULL, or what is wrong with an image of this size. Decoders ask before their library takes memory for it, because
/// a few hundred bytes can claim billions of pixels.
static inline const char *size_error(const graven_image *image, unsigned long width, unsigned long height) {
  if (width == 0 || height == 0) return damaged_image;
  int is_large = width > 1 << 20 || height > 1 << 20 || width * height > (unsigned long)image->most_pixels;
  return is_large ? "the image is too large" : NULL;
}

/// Makes room for the pixels of an image; NULL, or what is wrong.
static inline const char *allocate_pixels(graven_image *image, unsigned long width, unsigned long height) {
  const char *wrong = size_error(image, width, height);
  if (wrong) return wrong;
  image->width = (long)width;
  image->height = (long)height;
  image->pixels = malloc(width * height * 3);
  return image->pixels ? NULL : "there is no memory for the image";
}

#endif
