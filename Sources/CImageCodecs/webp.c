// WebP by libwebp.
#include "codec.h"

#if __has_include(<webp/decode.h>)
#include <webp/decode.h>

const char *graven_decode_webp(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libwebp.so.7", RTLD_NOW);
  if (!library) return "decoding WebP needs libwebp, which is not installed";
  int is_complete = 1;
  LOADED(WebPGetInfo);
  LOADED(WebPDecodeRGBInto);
  if (!is_complete) return "libwebp is of an unknown version";
  int width, height;
  if (!load_WebPGetInfo(bytes, count, &width, &height)) return damaged_image;
  const char *wrong = allocate_pixels(image, (unsigned long)width, (unsigned long)height);
  if (wrong) return wrong;
  size_t size = (size_t)width * (size_t)height * 3;
  return load_WebPDecodeRGBInto(bytes, count, image->pixels, size, 3 * width)
             ? NULL
             : "the image is damaged, or an animation, which is not decoded";
}
#else
const char *graven_decode_webp(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libwebp";
}
#endif
