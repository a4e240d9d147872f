// Certificates, their revocation and timestamps, and functions for the macros among them.
#ifndef EID_COPENSSL_CERTIFICATES_H
#define EID_COPENSSL_CERTIFICATES_H

#include "shim.h"
#include <openssl/ocsp.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Stacks are typed by macros.
static inline STACK_OF(X509) *eid_certificates_new(void) { return sk_X509_new_null(); }
static inline int eid_certificates_push(STACK_OF(X509) *stack, X509 *certificate) {
    if (!X509_up_ref(certificate)) return 0;
    if (sk_X509_push(stack, certificate) > 0) return 1;
    X509_free(certificate);
    return 0;
}
static inline int eid_certificates_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *eid_certificates_at(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
static inline STACK_OF(X509) *eid_certificates_copy(const STACK_OF(X509) *stack) { return X509_chain_up_ref((STACK_OF(X509) *)stack); }
static inline void eid_certificates_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

// Macros around EVP_PKEY_CTX_ctrl in 3.0's headers, and constants made of shifts.
static const unsigned long eid_path_checks = X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_POLICY_CHECK;
static const unsigned long eid_ocsp_own_chain_only = OCSP_NOEXPLICIT | OCSP_PARTIAL_CHAIN;
static const int eid_timestamp_checks = TS_VFY_SIGNATURE | TS_VFY_VERSION | TS_VFY_IMPRINT;
static inline int eid_choose_pss(EVP_PKEY_CTX *context, const EVP_MD *digest, int salt) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
        && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt) == 1;
}
static inline int eid_choose_pkcs1(EVP_PKEY_CTX *context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
}

// The time as seconds, for reading without the C library's time zone.
static inline int eid_seconds(const ASN1_TIME *time, long long *seconds) {
    int days = 0, rest = 0;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int done = epoch != NULL && ASN1_TIME_diff(&days, &rest, epoch, time) == 1;
    ASN1_TIME_free(epoch);
    *seconds = (long long)days * 86400 + rest;
    return done;
}

static inline int eid_is_strong(int digest) {
    return digest == NID_sha256 || digest == NID_sha384 || digest == NID_sha512;
}

// PSS names its digest in its parameters; without any, that is SHA-1.
static inline int eid_pss_is_strong(int type, const void *parameters) {
    if (type != V_ASN1_SEQUENCE) return 0;
    RSA_PSS_PARAMS *read = (RSA_PSS_PARAMS *)ASN1_item_unpack((const ASN1_STRING *)parameters, ASN1_ITEM_rptr(RSA_PSS_PARAMS));
    if (read == NULL) return 0;
    const ASN1_OBJECT *object = NULL;
    if (read->hashAlgorithm != NULL) X509_ALGOR_get0(&object, NULL, NULL, read->hashAlgorithm);
    int strong = object != NULL && eid_is_strong(OBJ_obj2nid(object));
    RSA_PSS_PARAMS_free(read);
    return strong;
}

static inline int eid_digest_is_strong(const X509_ALGOR *algorithm) {
    const ASN1_OBJECT *object = NULL;
    const void *parameters = NULL;
    int digest = NID_undef, key = NID_undef, type = V_ASN1_UNDEF;
    X509_ALGOR_get0(&object, &type, &parameters, algorithm);
    if (OBJ_obj2nid(object) == NID_rsassaPss) return eid_pss_is_strong(type, parameters);
    return OBJ_find_sigid_algs(OBJ_obj2nid(object), &digest, &key) == 1 && eid_is_strong(digest);
}

// Critical, and none of those that say what is read or of no consequence (RFC 6960 section 4.4).
static inline int eid_is_unknown_and_critical(X509_EXTENSION *extension) {
    if (extension == NULL || X509_EXTENSION_get_critical(extension) == 0) return 0;
    int known = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
    return known != NID_id_pkix_OCSP_Nonce && known != NID_id_pkix_OCSP_archiveCutoff && known != NID_id_pkix_OCSP_CrlID;
}

// A delegated responder signs answers, and is no authority (RFC 5280 section 4.2.1.3, RFC 6960 section 4.2.2.2).
static inline int eid_may_answer(OCSP_BASICRESP *basic, X509 *issuer, STACK_OF(X509) *known) {
    X509 *signer = NULL;
    if (OCSP_resp_get0_signer(basic, &signer, known) != 1 || signer == NULL) return 0;
    if (X509_cmp(signer, issuer) == 0) return 1;
    if (X509_get_extension_flags(signer) & EXFLAG_CA) return 0;
    return (X509_get_key_usage(signer) & KU_DIGITAL_SIGNATURE) != 0;
}

// The imprint is freed by the context.
static inline int eid_timestamp_imprint(TS_VERIFY_CTX *context, const unsigned char *imprint, long length) {
    unsigned char *copy = (unsigned char *)OPENSSL_memdup(imprint, (size_t)length);
    if (copy == NULL) return 0;
    TS_VERIFY_CTX_set_imprint(context, copy, length);
    return 1;
}

#endif
