// WebP by libwebp.
#include "codec.h"

#if __has_include(<webp/decode.h>)
#include <string.h>

#include <webp/decode.h>

const char *graven_decode_webp(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libwebp.so.7", RTLD_NOW);
  if (!library) return "decoding WebP needs libwebp, which is not installed";
  LOADED(library, WebPDecodeRGB);
  LOADED(library, WebPFree);
  if (!load_WebPDecodeRGB || !load_WebPFree) return "libwebp is of an unknown version";
  int width, height;
  unsigned char *pixels = load_WebPDecodeRGB(bytes, count, &width, &height);
  if (!pixels) return damaged_image;
  if (allocate_pixels(image, width, height)) memcpy(image->pixels, pixels, (size_t)width * height * 3);
  load_WebPFree(pixels);
  return image->pixels ? NULL : "the image is too large";
}
#else
const char *graven_decode_webp(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libwebp";
}
#endif
