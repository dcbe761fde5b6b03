package io.sightglass.connect;

import io.sightglass.contract.Contracts;
import io.sightglass.contract.ContractsReader;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.FolderWatch;
import io.sightglass.schema.LocalSchemasReader;
import io.sightglass.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A connection's schemas and contracts, kept as they are in its folders: what is saved there takes
/// effect a moment later, without anybody asking.
///
/// Reading again happens on the watching thread alone; everyone else sees whole versions.
final class SchemaFolders implements AutoCloseable {
    private final LocalSchemasReader schemasReader;
    private final ContractsReader contractsReader;
    private final SchemaCatalog schemas;
    private final AtomicLong contractEdition = new AtomicLong();
    private final @Nullable FolderWatch watch;
    private volatile Contracts contracts;

    /// Reads the folders before it returns, and watches them from then on.
    SchemaFolders(List<Path> folders, @Nullable SchemaRegistry registry) {
        this.schemasReader = new LocalSchemasReader(folders);
        this.contractsReader = new ContractsReader(folders);
        this.schemas = new SchemaCatalog(registry, schemasReader.read());
        this.contracts = contractsReader.read();
        this.watch =
                FolderWatch.start(
                        folders,
                        name -> LocalSchemasReader.isWanted(name) || ContractsReader.isWanted(name),
                        this::readAgain);
    }

    private synchronized void readAgain() {
        var local = schemasReader.read();
        if (local != schemas.local()) {
            schemas.replaceLocal(local);
        }
        var before = contracts;
        var now = contractsReader.read();
        contracts = now;
        if (!now.judgeLike(before)) {
            contractEdition.incrementAndGet();
        }
    }

    SchemaCatalog schemas() {
        return schemas;
    }

    Contracts contracts() {
        return contracts;
    }

    /// Grows after a contract has changed; [SchemaCatalog#edition] does so for the rest.
    long contractEdition() {
        return contractEdition.get();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        schemas.close();
    }
}
