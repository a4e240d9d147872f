// What signing a PDF costs beside hashing it and making the value: the part that is ours. Times are processor time of this
// process, so that whatever else the machine does counts as little as possible; memory is that of a process of its own.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 2, let step = MemoryMeasurement.Step(rawValue: arguments[0]) {
    print(try MemoryMeasurement.peak(of: step, on: arguments[1]))
} else {
    try SigningBenchmark().run()
}
