import EIDJOSE
import EIDMethod
import Logging

/// What the flow and the back channel share.
///
/// A class, since every step of every request takes it along: one reference, and not twenty members to count.
final class BrokerParts: Sendable {
    let issuer: String
    let lifetimes: Lifetimes
    let keys: SigningKeys
    let clients: ClientRegistry
    let choice: MethodChoice
    let health: MethodHealth
    /// Whether the chooser may remember what a person took.
    let remembersMethod: Bool
    /// Whether documents are signed, for which clients get tokens of their own.
    let signs: Bool
    let store: WatchedRecordStore
    let records: SealedRecords
    let transactions: TransactionStore
    let budget: TransactionBudget
    let maximumTransactions: Int
    let codes: CodeStore
    let tokens: TokenStore
    let assertions: AssertionReplay
    let subjects: PairwiseSubjects
    let clock: WallClock
    let random: RandomSource
    let log: Logger
    /// SHA-256 of the settings, for evidence.
    let settingsDigest: [UInt8]

    init(
        _ configuration: BrokerConfiguration,
        methods: [Method],
        store: any RecordStore,
        clock: WallClock,
        random: RandomSource,
        log: Logger
    ) throws {
        issuer = configuration.issuerText
        lifetimes = configuration.lifetimes
        keys = try SigningKeys(configuration.signingKeys)
        clients = try ClientRegistry(configuration.clients, keys: keys)
        choice = MethodChoice(methods: methods)
        health = MethodHealth(log: log)
        remembersMethod = configuration.remembersMethod
        signs = configuration.signing != nil
        let store = WatchedRecordStore(store, clock: clock, random: random, log: log)
        self.store = store
        records = try SealedRecords(store: store, secret: configuration.storageSecret.reveal())
        transactions = TransactionStore(records: records)
        maximumTransactions = configuration.maximumTransactions
        // Kept for twice their lifetime, see `Transaction.forgottenAt`.
        budget = TransactionBudget(
            maximum: configuration.maximumTransactions,
            keptFor: 2 * configuration.lifetimes.transaction
        )
        codes = CodeStore(records: records, lifetimes: configuration.lifetimes)
        tokens = TokenStore(records: records, lifetimes: configuration.lifetimes)
        assertions = AssertionReplay(store: store)
        subjects = PairwiseSubjects(secret: configuration.subjectSecret)
        self.clock = clock
        self.random = random
        self.log = log
        settingsDigest = configuration.settingsDigest
    }
}
