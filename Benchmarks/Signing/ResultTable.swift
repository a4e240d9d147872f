/// Prints what was measured beside what was aimed at.
struct ResultTable {
    func begin(_ title: String, _ columns: [String]) {
        print()
        line(title, columns + [String](repeating: "", count: 4 - columns.count) + ["target", ""])
    }

    func row(_ name: String, _ cells: [String], target: String = "-", isMet: Bool? = nil) {
        let verdict = isMet.map { $0 ? "met" : "MISSED" } ?? ""
        line(name, cells + [String](repeating: "", count: 4 - cells.count) + [target, verdict])
    }

    func fixed(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

    private func line(_ name: String, _ cells: [String]) {
        let label = name + String(repeating: " ", count: max(1, 28 - name.count))
        print(label + cells.map { String(repeating: " ", count: max(1, 16 - $0.count)) + $0 }.joined())
    }
}
