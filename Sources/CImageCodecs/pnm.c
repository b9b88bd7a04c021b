// PGM and PPM of 8 bits, in binary form.
#include "codec.h"

// The next number of the header, behind blanks and comments; -1 where there is none.
static long next_number(const unsigned char *bytes, size_t count, size_t *place) {
  while (*place < count && (bytes[*place] <= ' ' || bytes[*place] == '#')) {
    if (bytes[*place] == '#')
      while (*place < count && bytes[*place] != '\n') ++*place;
    else
      ++*place;
  }
  long number = -1;
  for (; *place < count && bytes[*place] >= '0' && bytes[*place] <= '9' && number < 1 << 24; ++*place)
    number = (number < 0 ? 0 : number * 10) + (bytes[*place] - '0');
  return number;
}

const char *graven_decode_pnm(const unsigned char *bytes, size_t count, graven_image *image) {
  size_t place = 2;
  long width = next_number(bytes, count, &place), height = next_number(bytes, count, &place);
  if (next_number(bytes, count, &place) != 255) return "only PNM images of 8 bits are decoded";
  place++;
  int channels = bytes[1] == '6' ? 3 : 1;
  if (!allocate_pixels(image, width, height)) return damaged_image;
  if (place > count || (size_t)(width * height * channels) > count - place) return failed(image, damaged_image);
  for (long i = 0; i < width * height; i++)
    for (int channel = 0; channel < 3; channel++)
      image->pixels[3 * i + channel] = bytes[place + i * channels + (channels == 3 ? channel : 0)];
  return NULL;
}
