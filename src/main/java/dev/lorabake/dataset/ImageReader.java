package dev.lorabake.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One thread's reader of images and captions, with the buffers it keeps. */
final class ImageReader {
  private final SizeReading reading;
  private final HeadReader head = new HeadReader();
  private final CaptionReader captions = new CaptionReader();

  ImageReader(SizeReading reading) {
    this.reading = reading;
  }

  Caption caption(CaptionFiles files, Path image, String imageName) {
    try {
      return files.of(image, imageName, captions);
    } catch (IOException e) {
      return Caption.MISSING;
    }
  }

  /** The image of that file, called as upstream will call it. */
  ImageFile image(Path file, String name, Caption caption) {
    try (head) {
      head.open(file);
      ImageSize size = ImageHeader.size(head, reading);
      ImageTraits traits = TraitReader.read(head);
      return new ImageFile(name, size.width(), size.height(), caption, null, traits);
    } catch (UnreadableImage e) {
      return unreadable(name, caption, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return unreadable(name, caption, "there is no such file");
    } catch (AccessDeniedException e) {
      return unreadable(name, caption, "it may not be read by this user");
    } catch (IOException e) {
      return unreadable(name, caption, "it cannot be read: " + e.getMessage());
    }
  }

  /** The image of a metadata file's entry, whose own size counts before the header's. */
  ImageFile named(MetadataFile.Entry entry, @Nullable Path imageDir) {
    ImageSize size = entry.size();
    try {
      Path file = imageDir == null ? Path.of(entry.name()) : imageDir.resolve(entry.name());
      if (!file.isAbsolute()) {
        return unreadable(entry.name(), entry.caption(), "its relative name needs an image_dir");
      }
      if (size != null) {
        return new ImageFile(
            entry.name(), size.width(), size.height(), entry.caption(), null, ImageTraits.PLAIN);
      }
      return image(file, entry.name(), entry.caption());
    } catch (InvalidPathException e) {
      return unreadable(entry.name(), entry.caption(), "its name is no path");
    }
  }

  private static ImageFile unreadable(String name, Caption caption, String why) {
    return new ImageFile(name, 0, 0, caption, why, ImageTraits.PLAIN);
  }
}
