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

/// A function of a library, which is only there while the program runs.
#define LOADED(library, name) __typeof__(&name) load_##name = (__typeof__(&name))dlsym(library, #name)

static const char *const damaged_image = "the image is damaged";

/// Makes room for the pixels of an image; NULL where its sizes are unreasonable.
static inline unsigned char *allocate_pixels(graven_image *image, long width, long height) {
  if (width <= 0 || height <= 0 || width > 1 << 20 || height > 1 << 20 || width * height > 1 << 28) return NULL;
  image->width = width;
  image->height = height;
  return image->pixels = malloc((size_t)(width * height) * 3);
}

static inline const char *failed(graven_image *image, const char *why) {
  free(image->pixels);
  image->pixels = NULL;
  return why;
}

#endif
