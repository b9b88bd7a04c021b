// PBM, PGM and PPM, as bytes or as decimal numbers, of up to 16 bits.
#include "codec.h"

typedef struct {
  const unsigned char *bytes;
  size_t count, place;
} text;

// The next number, behind blanks and comments, of at most so many digits; -1 where there is none.
static long next_number(text *text, int digits) {
  for (; text->place < text->count; text->place++) {
    if (text->bytes[text->place] == '#')
      while (text->place + 1 < text->count && text->bytes[text->place] != '\n') text->place++;
    else if (text->bytes[text->place] > ' ')
      break;
  }
  long number = -1;
  for (; digits > 0 && text->place < text->count; digits--, text->place++) {
    unsigned digit = text->bytes[text->place] - '0';
    if (digit > 9) break;
    number = (number < 0 ? 0 : number * 10) + digit;
  }
  return number;
}

const char *graven_decode_pnm(const unsigned char *bytes, size_t count, graven_image *image) {
  text text = {bytes, count, 2};
  int is_decimal = bytes[1] <= '3', is_bitmap = bytes[1] == '1' || bytes[1] == '4';
  size_t channels = bytes[1] == '3' || bytes[1] == '6' ? 3 : 1;
  long width = next_number(&text, 9), height = next_number(&text, 9), most = is_bitmap ? 1 : next_number(&text, 9);
  if (width < 0 || height < 0 || most < 1 || most > 65535) return damaged_image;
  const char *wrong = size_error(image, (unsigned long)width, (unsigned long)height);
  if (wrong) return wrong;

  // What even the shortest way to write the samples takes, so that no memory is taken for what is not there.
  size_t samples = (size_t)width * channels, sample_size = !is_decimal && most > 255 ? 2 : 1;
  size_t row = !is_decimal && is_bitmap ? (samples + 7) / 8 : samples * sample_size;
  if (!is_decimal) text.place++;
  if (text.place > count || row * (size_t)height > count - text.place) return damaged_image;
  if ((wrong = allocate_pixels(image, (unsigned long)width, (unsigned long)height))) return wrong;

  unsigned char *to = image->pixels;
  for (size_t y = 0; y < (size_t)height; y++) {
    const unsigned char *from = bytes + text.place + row * y;
    for (size_t i = 0; i < samples; i++) {
      long value;
      if (is_decimal)
        // The digits of a bitmap need no blanks between them.
        value = next_number(&text, is_bitmap ? 1 : 9);
      else if (is_bitmap)
        value = from[i / 8] >> (7 - i % 8) & 1;
      else
        value = sample_size == 2 ? from[2 * i] << 8 | from[2 * i + 1] : from[i];
      if (value < 0) return damaged_image;
      if (value > most) value = most;
      // In a bitmap 1 is black.
      if (is_bitmap) value = 1 - value;
      for (int copies = channels == 3 ? 1 : 3; copies > 0; copies--)
        *to++ = (unsigned char)((value * 255 + most / 2) / most);
    }
  }
  return NULL;
}
