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

/// The solver is compiled for speed in debug builds too: its tests would take twenty times as long.
let optimized: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Rooms that values pass one by one: that no two parts of a program change one thing at once is checked while they are
/// tested, and no more once they are released.
let hot: [SwiftSetting] = [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

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
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CHiGHS"),
    .target(name: "CEmbedded"),

    // The rooms. Imports go downward; rooms never import each other.
    .target(name: "Grid"),
    .target(name: "Database", dependencies: ["Grid", "CPostgreSQL", "CEmbedded"], swiftSettings: hot),
    .target(name: "Documents", dependencies: ["CXLSXWriter", "CPango", "CXML", "CCrypto"]),
    .target(name: "Decode", dependencies: ["Grid", "CArchive", "CXML", "CZlib", "CXXHash"], swiftSettings: hot),
    .target(name: "Ingest", dependencies: ["Grid", "Database", "Decode"], swiftSettings: hot),
    .target(name: "Aggregate", dependencies: ["Grid", "Database"]),
    .target(name: "Billing", dependencies: ["Grid", "Database", "Documents"]),
    .target(name: "Operate", dependencies: ["Grid", "Database"]),
    .target(
      name: "Optimize", dependencies: ["Grid", "Database", "Documents", "CHiGHS", "CZlib"],
      swiftSettings: highsHeaders + optimized),
    .target(name: "Partner", dependencies: ["Grid", "Database", "Documents", "CArchive", "CCrypto"]),
    .target(name: "Mail", dependencies: ["Grid", "Database", "Documents", "CCurl"]),
    .target(name: "Simulate", dependencies: ["Grid", "Documents"]),
    .target(name: "Reports", dependencies: ["Grid", "Database", "Documents"]),
    .executableTarget(
      name: "gridctl",
      dependencies: [
        "Grid", "Database", "Documents", "Decode", "Ingest", "Aggregate", "Operate", "Optimize", "Billing", "Partner",
        "Mail",
        "Simulate", "Reports",
      ],
      exclude: ["Help"], swiftSettings: highsHeaders, linkerSettings: highsLibrary),

    // One test target a room, and some that look at the whole house.
    .target(name: "Support", dependencies: ["Grid", "Database"], path: "Tests/Support"),
    .testTarget(name: "GridTests", dependencies: ["Grid"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database", "Support"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents"]),
    .testTarget(name: "DecodeTests", dependencies: ["CArchive", "Decode", "Grid"]),
    .testTarget(name: "IngestTests", dependencies: ["Decode", "Ingest", "Support"]),
    .testTarget(name: "AggregateTests", dependencies: ["Aggregate", "Ingest", "Support"]),
    .testTarget(name: "OperateTests", dependencies: ["Operate", "Aggregate", "Ingest", "Support"]),
    .testTarget(
      name: "BillingTests", dependencies: ["Billing", "Documents", "Ingest", "Support"],
      exclude: ["utilityrate.py", "validate.py"]),
    .testTarget(
      name: "OptimizeTests", dependencies: ["Optimize", "Ingest", "Aggregate", "Support"], swiftSettings: highsHeaders,
      linkerSettings: highsLibrary),
    .testTarget(
      name: "PartnerTests",
      dependencies: ["Decode", "Partner", "Documents", "Billing", "Ingest", "Aggregate", "Support"],
      exclude: ["attack.py", "greenbutton.py"]),
    .testTarget(name: "MailTests", dependencies: ["Mail", "Support"], exclude: ["read.py", "server.py"]),
    .testTarget(name: "SimulateTests", dependencies: ["Simulate", "Ingest", "Support"]),
    .testTarget(
      name: "ReportsTests", dependencies: ["Aggregate", "Database", "Documents", "Grid", "Reports", "Support"],
      exclude: ["workbook.py"]),
    .testTarget(name: "CommandTests", dependencies: ["gridctl", "Support"]),
    .testTarget(name: "ScenarioTests", dependencies: ["gridctl", "Support"]),
    .testTarget(name: "TidyTests", dependencies: ["Database", "gridctl"]),
  ],
  swiftLanguageModes: [.v6]
)
