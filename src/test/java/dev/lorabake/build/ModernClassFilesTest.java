package dev.lorabake.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The build's rewriting of picocli's jar leaves a library that works, and fits the AOT cache. */
@Timeout(120)
class ModernClassFilesTest {
  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void rewriteACopyOfPicocli() throws Exception {
    jar = folder.resolve("picocli.jar");
    Files.copy(picocli(), jar);
    rewrite();
  }

  @Test
  void everyClassHasStackMapsAndVerifies() throws Exception {
    int classes = 0;
    try (JarFile file = new JarFile(jar.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String entry : classNames(file)) {
        assertTrue(majorVersion(file, entry) >= 51, entry);
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        // initializing links the class, and linking verifies it
        Class.forName(name, true, loader);
        classes++;
      }
    }
    assertTrue(classes > 200, classes + " classes");
  }

  @Test
  void theManifestStaysAndTheChangeIsTold() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      assertNotNull(file.getEntry("META-INF/MANIFEST.MF"));
      assertNotNull(file.getEntry("META-INF/CHANGES-lorabake.txt"));
    }
  }

  @Test
  void aJarWithoutOldClassesStaysAsItIs() throws Exception {
    byte[] before = Files.readAllBytes(jar);
    rewrite();
    assertArrayEquals(before, Files.readAllBytes(jar));
  }

  private void rewrite() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/build/java/ModernClassFiles.java",
                jar.toString())
            .directory(SourceFiles.ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
  }

  private static Path picocli() throws URISyntaxException {
    return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> classNames(JarFile file) {
    return file.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .toList();
  }

  private static int majorVersion(JarFile file, String entry) throws IOException {
    try (DataInputStream bytes = new DataInputStream(file.getInputStream(file.getEntry(entry)))) {
      bytes.readInt();
      bytes.readUnsignedShort();
      return bytes.readUnsignedShort();
    }
  }
}
