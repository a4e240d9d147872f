import EIDJOSE
import EIDMethod
import FoundationEssentials

/// Names one question of one start of a method: the hidden field `question` of its form.
///
/// People have several tabs and a Back button, so the form of an earlier question may be sent while a later one is open.
/// What was typed for one method must not reach another one's upstream.
enum QuestionDigest {
    /// The field's value, which tells nothing of the state: `callbackState` is random in each start.
    static func text(_ prompt: Prompt, methodID: String, callbackState: String, state: Data) -> String {
        let kind = "\(prompt.kind.rawValue) \(prompt.maximumLength)"
        let texts = [methodID, callbackState, kind] + Language.allCases.map { prompt.label[$0] }
        // Each with its length, so that no two questions run together into the same bytes.
        let head = texts.map { "\($0.utf8.count):\($0)" }.joined()
        return Base64URL.encode(SHA256.digest(Array(head.utf8) + state).prefix(16))
    }
}

extension Transaction {
    /// What an answer to the open question must bring; `nil` while nothing is asked.
    var question: String? {
        guard case .ask(let prompt)? = presentation, let methodID, let methodRequest, let state else { return nil }
        return QuestionDigest.text(
            prompt,
            methodID: methodID,
            callbackState: methodRequest.callbackState,
            state: state
        )
    }
}

extension SigningTransaction {
    /// What an answer to the open question must bring; `nil` while nothing is asked.
    var question: String? {
        guard case .ask(let prompt)? = presentation, let methodID, let callbackState = leg?.callbackState,
            let state = leg?.state
        else { return nil }
        return QuestionDigest.text(prompt, methodID: methodID, callbackState: callbackState, state: state)
    }
}
