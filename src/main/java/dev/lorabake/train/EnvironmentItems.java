package dev.lorabake.train;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.HubModel;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.machine.HubCache;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.PythonProbe;
import dev.lorabake.machine.TorchBuild;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.rules.environment.EnvironmentRules;
import dev.lorabake.preflight.rules.environment.Fault;
import dev.lorabake.train.Doctor.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} says of the Python environment: what is there, and what the rules find. */
final class EnvironmentItems {
  private final Catalog catalog;

  EnvironmentItems(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Item> of(PythonProbe.Report report, Machine local, HubCache hub) {
    PythonEnvironment python = report.environment(hub);
    List<Item> items = new ArrayList<>();
    items.add(Item.good("python", python.version() + " at " + python.executable()));
    List<Fault> faults = EnvironmentRules.faults(local.with(python), catalog);
    Set<String> told = new HashSet<>();
    for (Fault fault : faults) {
      if (!fault.thing().equals("gpu") || !local.gpus().isEmpty()) { // else told with the machine
        told.add(fault.thing());
        items.add(item(fault));
      }
    }
    if (report.unfinished() != null) {
      items.add(
          Item.warning(
              "imports",
              report.unfinished() + "; only what is installed is known",
              python.shownExecutable()
                  + " -c \"import torch, diffusers, transformers\" tells more"));
    }
    for (PythonPackage one : catalog.packages()) {
      if (!told.contains(one.name())) {
        addTo(items, python, one);
      }
    }
    optional(items, python);
    catalog.hubModels().forEach(model -> items.add(tokenizer(model, hub)));
    return items;
  }

  private static Item item(Fault fault) {
    return fault.severity() == Severity.ERROR
        ? Item.missing(fault.thing(), fault.message(), fault.help())
        : Item.warning(fault.thing(), fault.message(), fault.help());
  }

  /** What is installed, and whether it works; what is not needed by all is told at once later. */
  private static void addTo(List<Item> items, PythonEnvironment python, PythonPackage one) {
    for (String name : one.names()) {
      String version = python.packageVersion(name).orElse(null);
      if (version == null) {
        continue;
      }
      String trouble = python.broken().get(name);
      items.add(
          trouble == null
              ? Item.good(name, version + torch(name, python.torch()))
              : Item.warning(
                  name,
                  version + " is installed and does not work: " + trouble,
                  Remedy.mend(python, one, trouble)));
    }
  }

  private static String torch(String name, @Nullable TorchBuild torch) {
    if (torch == null || !name.equals("torch")) {
      return "";
    }
    String build =
        torch.cuda() != null
            ? "CUDA " + torch.cuda()
            : torch.hip() != null ? "ROCm " + torch.hip() : "the processor";
    return ", built for " + build + (torch.seesGpu() ? ", sees a GPU" : "");
  }

  private void optional(List<Item> items, PythonEnvironment python) {
    List<PythonPackage> absent =
        catalog.packages().stream()
            .filter(one -> !one.always())
            .filter(
                one -> one.names().stream().noneMatch(n -> python.packageVersion(n).isPresent()))
            .toList();
    if (!absent.isEmpty()) {
      String what =
          absent.stream()
              .map(one -> one.name() + " (" + one.purpose() + ")")
              .collect(Collectors.joining(", "));
      items.add(
          Item.warning(
              "optional",
              "not installed, and needed only for what is named: " + what,
              "check names what a recipe needs, with the command; for instance: "
                  + Remedy.install(python, absent.subList(0, 1))));
    }
  }

  private static Item tokenizer(HubModel model, HubCache hub) {
    String what = model.name() + " (" + String.join(", ", model.families()) + ") is ";
    if (hub.models().contains(model.name())) {
      return Item.good("tokenizer", what + "in " + hub.folder());
    }
    if (hub.offline()) {
      return Item.warning(
          "tokenizer",
          what + "not in " + hub.folder() + ", and HF_HUB_OFFLINE forbids fetching it",
          "unset HF_HUB_OFFLINE and TRANSFORMERS_OFFLINE for the first training of that family");
    }
    return model.gated() && !hub.token()
        ? Item.warning(
            "tokenizer",
            what + "fetched by the first training, and given only with a token",
            "accept the terms at https://huggingface.co/" + model.name() + " and set HF_TOKEN")
        : Item.good("tokenizer", what + "fetched by the first training");
  }
}
