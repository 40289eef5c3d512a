package dev.lorabake.preflight;

import static dev.lorabake.preflight.UpstreamFailure.Outcome.CHANGED;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.CRASH;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.ERROR;
import static dev.lorabake.preflight.UpstreamFailure.Outcome.IGNORED;
import static dev.lorabake.preflight.UpstreamFailure.failure;

import dev.lorabake.dataset.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/** What image files do to upstream. */
final class ImageFileFailures {
  private static final byte[] SMALL = SampleImages.png(640, 512);
  private static final String UNBUCKETED = "!@enable_bucket\n!@max_bucket_reso\n";

  private ImageFileFailures() {}

  static List<UpstreamFailure> rows() {
    return List.of(
        failure(
                "image-extension-unsupported",
                IGNORED,
                "a picture's ending is not one of png, jpg, jpeg, webp, bmp in one case, or avif and"
                    + " jxl with a plug-in",
                "library/train_util.py:104")
            .foundBy("picture-passed-by", "", on -> on.file("images/x.Png", SMALL)),
        failure(
                "same-basename-images",
                CHANGED,
                "two images differ in the ending alone and share caption and caches",
                "library/strategy_sd.py:157")
            .foundBy("images-of-one-name", "", on -> on.file("images/0.jpg", SMALL)),
        failure(
                "image-unreadable",
                CRASH,
                "neither imagesize nor Pillow can read an image's header",
                "library/train_util.py:1489")
            .foundBy("unreadable-image", "", on -> on.file("images/0.png", "")),
        failure(
                "image-truncated",
                CRASH,
                "an image's header is sound and its pixels are cut off",
                "library/train_util.py:2960")
            .foundBy(
                "cut-off-image",
                Severity.WARNING,
                "",
                on -> on.file("images/0.png", Arrays.copyOf(SMALL, SMALL.length - 20))),
        failure(
                "image-of-too-many-pixels",
                CRASH,
                "an image has more than twice the pixels that Pillow takes for harmless",
                "library/train_util.py:2950")
            .foundBy(
                "image-too-large-for-pillow",
                "",
                on ->
                    on.then(folder -> Pictures.png(folder.resolve("images/x.png"), 14000, 14000))),
        failure(
                "image-sixteen-bit-grey",
                CHANGED,
                "a grey PNG has 16 bits to a pixel: Pillow cuts them off at 255",
                "library/train_util.py:2956")
            .foundBy("sixteen-bit-grey-image", "", on -> on.file("images/0.png", deepGrey())),
        failure(
                "image-exif-rotated",
                IGNORED,
                "an image is stored turned, with an EXIF orientation",
                "library/train_util.py:2950")
            .foundBy(
                "turned-image",
                "",
                on ->
                    on.then(folder ->
                        Pictures.turnedJpeg(
                            folder.resolve("images/x.jpg"),
                            1024,
                            768,
                            6,
                            ByteOrder.LITTLE_ENDIAN))),
        failure(
                "image-rgba-without-alpha-mask",
                CHANGED,
                "an image has transparency and alpha_mask is off",
                "library/train_util.py:2956")
            .foundBy("dropped-transparency", "", on -> on.file("images/0.png", transparent())),
        failure(
                "alpha-mask-without-alpha",
                IGNORED,
                "alpha_mask is on and no image has transparency",
                "library/train_util.py:1655")
            .foundBy("alpha-mask-without-transparency", "@@alpha_mask = true"),
        failure(
                "face-crop-filename-no-face",
                CRASH,
                "face_crop_aug_range, and a name of five parts whose last four are no numbers",
                "library/train_util.py:1500")
            .foundBy(
                "face-place-unreadable",
                "!cache_latents\n@@face_crop_aug_range = [1.0, 2.0]",
                on -> on.file("images/a_cat_on_the_sofa.png", SMALL)),
        failure(
                "face-crop-without-place",
                IGNORED,
                "face_crop_aug_range, and a name of fewer than five parts",
                "library/train_util.py:1499")
            .foundBy(
                "face-place-missing",
                "!cache_latents\n" + UNBUCKETED + "@@face_crop_aug_range = [1.0, 2.0]"),
        failure(
                "no-bucket-image-too-small",
                ERROR,
                "enable_bucket off, latents not cached, an image smaller than the resolution",
                "library/train_util.py:1645")
            .foundBy(
                "no-buckets-for-mixed-sizes",
                "!cache_latents\n" + UNBUCKETED,
                on -> on.file("images/0.png", SMALL)),
        failure(
                "no-bucket-cached-crops",
                CHANGED,
                "enable_bucket off and latents cached: images are scaled and cropped to one size",
                "library/train_util.py:3017")
            .foundBy(
                "no-buckets-for-mixed-sizes", UNBUCKETED, on -> on.file("images/0.png", SMALL)));
  }

  private static byte[] transparent() {
    return png(BufferedImage.TYPE_INT_ARGB);
  }

  private static byte[] deepGrey() {
    return png(BufferedImage.TYPE_USHORT_GRAY);
  }

  private static byte[] png(int type) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(1024, 1024, type), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
