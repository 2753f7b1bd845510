// swift-tools-version: 6.1
import PackageDescription

/// Where `make setup` unpacks the HiGHS solver; git-ignored, pinned by version and hash in Scripts/setup.sh.
let highs = "\(Context.packageDirectory)/.vendor/highsbox/highs_dist"

/// C headers of HiGHS, for every target that sees the module CHiGHS.
let highsHeaders: [SwiftSetting] = [
  .unsafeFlags(["-Xcc", "-I\(highs)/include", "-Xcc", "-I\(highs)/include/highs"])
]

/// The library itself, found at run time in the checkout or beside an installed binary.
let highsLibrary: [LinkerSetting] = [
  .unsafeFlags([
    "-L\(highs)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(highs)/lib",
    "-Xlinker", "-rpath", "-Xlinker", "$ORIGIN/../lib/gridctl",
  ])
]

let package = Package(
  name: "gridctl",
  products: [.executable(name: "gridctl", targets: ["gridctl"])],
  targets: [
    // C libraries of the system, and the files of sql/ and Help/ compiled in.
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CHiGHS"),
    .target(name: "CEmbedded"),

    // The rooms. Imports go downward; rooms never import each other.
    .target(name: "Grid"),
    .target(name: "Database", dependencies: ["Grid", "CPostgreSQL", "CEmbedded"]),
    .target(name: "Documents", dependencies: ["CXLSXWriter"]),
    .target(name: "Ingest", dependencies: ["Grid", "Database", "CZlib", "CXXHash"]),
    .target(name: "Aggregate", dependencies: ["Grid", "Database"]),
    .target(name: "Billing", dependencies: ["Grid", "Database"]),
    .target(name: "Optimize", dependencies: ["CHiGHS"], swiftSettings: highsHeaders),
    .target(name: "Reports", dependencies: ["Grid", "Database", "Documents"]),
    .executableTarget(
      name: "gridctl",
      dependencies: ["Grid", "Database", "Documents", "Ingest", "Aggregate", "Billing", "Reports"],
      exclude: ["Help"]),

    // One test target a room, and three that look at the whole house.
    .target(name: "Support", dependencies: ["Grid", "Database"], path: "Tests/Support"),
    .testTarget(name: "GridTests", dependencies: ["Grid"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database", "Support"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
    .testTarget(name: "IngestTests", dependencies: ["Ingest", "Support"]),
    .testTarget(name: "AggregateTests", dependencies: ["Aggregate", "Ingest", "Support"]),
    .testTarget(name: "BillingTests", dependencies: ["Billing", "Ingest", "Support"]),
    .testTarget(
      name: "OptimizeTests", dependencies: ["Optimize"], swiftSettings: highsHeaders,
      linkerSettings: highsLibrary),
    .testTarget(name: "ReportsTests", dependencies: ["Database", "Documents", "Grid", "Reports", "Support"]),
    .testTarget(name: "CommandTests", dependencies: ["gridctl", "Support"]),
    .testTarget(name: "TidyTests", dependencies: ["Database", "gridctl"]),
  ],
  swiftLanguageModes: [.v6]
)
