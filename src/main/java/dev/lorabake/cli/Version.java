package dev.lorabake.cli;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.Upstream;
import picocli.CommandLine.IVersionProvider;

/** Says which lorabake this is; the build writes it into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"lorabake " + own()};
  }

  static String own() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  static String upstream() {
    Upstream upstream = Catalog.bundled().upstream();
    return upstream.project() + " " + upstream.version();
  }
}
