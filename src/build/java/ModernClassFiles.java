import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Gives the old class files of a jar the form of Java 8: the same code with stack maps.
 *
 * <p>JDK 25's AOT cache leaves out classes without stack maps (class-file version below 50), and
 * picocli is compiled for Java 5. Run as {@code java ModernClassFiles.java JAR...}; a jar without
 * old classes stays as it is. Why: src/docs/adr/0002-fast-start.md.
 */
public final class ModernClassFiles {
  private static final int FIRST_WITH_STACK_MAPS = 51;
  private static final int JAVA_8 = 52;
  private static final long FIXED_TIME = 315_532_800_000L; // 1980, the first that a zip can hold
  private static final String NOTICE = "META-INF/CHANGES-lorabake.txt";

  private ModernClassFiles() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      modernise(Path.of(jar));
    }
  }

  private static void modernise(Path jar) throws IOException {
    Map<String, byte[]> entries = read(jar);
    ClassFile files =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(resolver(entries)));
    int changed = 0;
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      if (entry.getKey().endsWith(".class")) {
        ClassModel model = files.parse(entry.getValue());
        if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
          entry.setValue(files.transformClass(model, withStackMaps()));
          changed++;
        }
      }
    }
    if (changed > 0) {
      entries.put(NOTICE, notice(changed).getBytes(StandardCharsets.UTF_8));
      write(jar, entries);
    }
  }

  /** Passes every instruction on one by one, since a method copied whole keeps lacking its map. */
  private static ClassTransform withStackMaps() {
    return new ClassTransform() {
      @Override
      public void accept(ClassBuilder builder, ClassElement element) {
        switch (element) {
          case ClassFileVersion _ -> {}
          case MethodModel method ->
              builder.transformMethod(
                  method, MethodTransform.transformingCode((code, piece) -> code.with(piece)));
          default -> builder.with(element);
        }
      }

      @Override
      public void atEnd(ClassBuilder builder) {
        builder.withVersion(JAVA_8, 0);
      }
    };
  }

  /** The jar's own classes by their bytes, the JDK's as usual. */
  private static ClassHierarchyResolver resolver(Map<String, byte[]> entries) {
    return ClassHierarchyResolver.ofResourceParsing(
            type -> {
              String name = type.descriptorString();
              byte[] bytes = entries.get(name.substring(1, name.length() - 1) + ".class");
              return bytes == null ? null : new ByteArrayInputStream(bytes);
            })
        .orElse(ClassHierarchyResolver.defaultResolver());
  }

  private static String notice(int classes) {
    return "The "
        + classes
        + " class files of this jar that had no stack maps were given them when lorabake was\n"
        + "built, and class-file version 52; their code is unchanged.\n";
  }

  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          try (InputStream bytes = zip.getInputStream(entry)) {
            entries.put(entry.getName(), bytes.readAllBytes());
          }
        }
      }
    }
    return entries;
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    Path next = jar.resolveSibling(jar.getFileName() + ".next");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(next))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry head = new ZipEntry(entry.getKey());
        head.setTime(FIXED_TIME);
        zip.putNextEntry(head);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
