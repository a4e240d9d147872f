// OpenSSL without anything deprecated, and functions for the macros that Swift cannot call.
#ifndef EID_COPENSSL_SHIM_H
#define EID_COPENSSL_SHIM_H

#ifndef OPENSSL_NO_DEPRECATED
#define OPENSSL_NO_DEPRECATED
#endif
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

// Selections are macros made of macros, which Swift does not import.
static const int eid_selection_public = EVP_PKEY_PUBLIC_KEY;
static const int eid_selection_keypair = EVP_PKEY_KEYPAIR;

// EVP_PKEY_Q_keygen takes variable arguments.
static inline EVP_PKEY *eid_generate_rsa(size_t bits) { return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", bits); }
static inline EVP_PKEY *eid_generate_p256(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"); }
static inline EVP_PKEY *eid_generate_p384(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-384"); }
static inline EVP_PKEY *eid_generate_named(const char *name) { return EVP_PKEY_Q_keygen(NULL, NULL, name); }

// BIO_get_mem_data is a macro around BIO_ctrl.
static inline long eid_bio_bytes(BIO *bio, char **start) { return BIO_get_mem_data(bio, start); }

// Parameters keep the address of their name, and Swift's string literals have none that lasts. The key is replaced in
// every copy; without one a context cannot be copied.
static inline int eid_hmac_choose(EVP_MAC_CTX *context, const char *digest) {
    static const unsigned char key[32];
    OSSL_PARAM parameters[2] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0), OSSL_PARAM_construct_end()};
    return EVP_MAC_init(context, key, sizeof key, parameters);
}

// A passphrase is never asked for: without this OpenSSL would read it from the terminal.
static inline int eid_no_passphrase(char *buffer, int size, int writing, void *context) {
    (void)buffer; (void)size; (void)writing; (void)context;
    return -1;
}

#endif
