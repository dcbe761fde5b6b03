package io.sightglass.compat.protobuf;

import java.util.EnumSet;
import java.util.Set;

/// What somebody relies on when they ask for buf's breaking rules.
public enum BufCategory {
    /// Generated code, file by file.
    FILE,
    /// Generated code, package by package: declarations may move between a package's files.
    PACKAGE,
    /// Records and their JSON.
    WIRE_JSON,
    /// Records.
    WIRE;

    static final Set<BufCategory> FILES = EnumSet.of(FILE);
    static final Set<BufCategory> CODE = EnumSet.of(FILE, PACKAGE);
    static final Set<BufCategory> CODE_AND_JSON = EnumSet.of(FILE, PACKAGE, WIRE_JSON);
    static final Set<BufCategory> ALL = EnumSet.allOf(BufCategory.class);
    static final Set<BufCategory> PACKAGES = EnumSet.of(PACKAGE);
    static final Set<BufCategory> JSON = EnumSet.of(WIRE_JSON);
    static final Set<BufCategory> RECORDS = EnumSet.of(WIRE_JSON, WIRE);
    static final Set<BufCategory> BYTES = EnumSet.of(WIRE);
    static final Set<BufCategory> NONE = EnumSet.noneOf(BufCategory.class);
}
