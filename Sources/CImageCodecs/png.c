// PNG by libpng.
#include "codec.h"

#if __has_include(<png.h>)
#include <png.h>

const char *graven_decode_png(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libpng16.so.16", RTLD_NOW);
  if (!library) return "decoding PNG needs libpng, which is not installed";
  LOADED(library, png_image_begin_read_from_memory);
  LOADED(library, png_image_finish_read);
  LOADED(library, png_image_free);
  if (!load_png_image_begin_read_from_memory || !load_png_image_finish_read || !load_png_image_free)
    return "libpng is of an unknown version";
  png_image state = {.version = PNG_IMAGE_VERSION};
  if (!load_png_image_begin_read_from_memory(&state, bytes, count)) return damaged_image;
  // With alpha, so that what is transparent keeps its colour.
  state.format = PNG_FORMAT_RGBA;
  if (!allocate_pixels(image, state.width, state.height)) {
    load_png_image_free(&state);
    return failed(image, "the image is too large");
  }
  size_t pixels = (size_t)state.width * state.height;
  unsigned char *all = malloc(pixels * 4);
  if (!all || !load_png_image_finish_read(&state, NULL, all, 0, NULL)) {
    load_png_image_free(&state);
    free(all);
    return failed(image, damaged_image);
  }
  for (size_t i = 0; i < pixels; i++)
    for (int channel = 0; channel < 3; channel++) image->pixels[3 * i + channel] = all[4 * i + channel];
  free(all);
  return NULL;
}
#else
const char *graven_decode_png(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libpng";
}
#endif
