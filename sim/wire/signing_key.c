/* SPDX-License-Identifier: MIT */
/* RSA keys in a few milliseconds. A lab mints six of them and should be ready in a tenth of a second; OpenSSL takes 150 ms for
 * one (50 ms with three primes), because it proves each prime far beyond what keys that live for minutes on loopback
 * need. So GMP finds the primes (RFC 8017 allows more than two; the search takes time by the fourth power of a prime's
 * length), and OpenSSL gets the finished numbers. */
#include "signing_key.h"

#include <gmp.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <openssl/rand.h>
#include <stdbool.h>

enum {
    MOST_PRIMES = 5,
    LONGEST_PRIME = 704,
    WORD_BITS = 64,
    TOP_BITS = 4,
    PUBLIC_EXPONENT = 65537,
    MODULUS_BYTES = 256
};

struct numbers {
    unsigned count; /* of primes */
    mpz_t primes[MOST_PRIMES], exponents[MOST_PRIMES];
    mpz_t coefficients[MOST_PRIMES - 1]; /* q^-1 mod p, (p*q)^-1 mod r, and so on */
    mpz_t modulus, public_exponent, private_exponent;
};

static void find_prime(mpz_t prime, unsigned bits)
{
    unsigned char bytes[(LONGEST_PRIME + 7) / 8];

    RAND_priv_bytes(bytes, sizeof bytes);
    mpz_import(prime, sizeof bytes, 1, 1, 1, 0, bytes);
    mpz_fdiv_r_2exp(prime, prime, bits);
    /* the top bits, so that the product has all its 2048 */
    for (unsigned i = 1; i <= TOP_BITS; i++)
        mpz_setbit(prime, bits - i);
    OPENSSL_cleanse(bytes, sizeof bytes);
    do
        mpz_nextprime(prime, prime);
    while (mpz_fdiv_ui(prime, PUBLIC_EXPONENT) == 1);
}

/* Of the modulus each prime has its share, in whole words: the arithmetic takes no less time for a part of one. */
static unsigned bits_of(size_t i, unsigned count)
{
    const unsigned words = 8 * MODULUS_BYTES / WORD_BITS;

    return WORD_BITS * (unsigned)(words * (i + 1) / count - words * i / count);
}

/* The first is that of the second prime, for the first two stand in the other order there. */
static void compute_coefficients(struct numbers *numbers)
{
    mpz_t product;

    mpz_init(product);
    mpz_invert(numbers->coefficients[0], numbers->primes[1], numbers->primes[0]);
    mpz_mul(product, numbers->primes[0], numbers->primes[1]);
    for (size_t i = 2; i < numbers->count; i++) {
        mpz_invert(numbers->coefficients[i - 1], product, numbers->primes[i]);
        mpz_mul(product, product, numbers->primes[i]);
    }
    mpz_clear(product);
}

static void compute(struct numbers *numbers)
{
    mpz_t totient, less_one;

    mpz_inits(totient, less_one, NULL);
    mpz_set_ui(totient, 1);
    mpz_set_ui(numbers->modulus, 1);
    mpz_set_ui(numbers->public_exponent, PUBLIC_EXPONENT);
    for (size_t i = 0; i < numbers->count; i++) {
        find_prime(numbers->primes[i], bits_of(i, numbers->count));
        mpz_sub_ui(less_one, numbers->primes[i], 1);
        mpz_mul(totient, totient, less_one);
        mpz_mul(numbers->modulus, numbers->modulus, numbers->primes[i]);
    }
    mpz_invert(numbers->private_exponent, numbers->public_exponent, totient);
    for (size_t i = 0; i < numbers->count; i++) {
        mpz_sub_ui(less_one, numbers->primes[i], 1);
        mpz_mod(numbers->exponents[i], numbers->private_exponent, less_one);
    }
    compute_coefficients(numbers);
    mpz_clears(totient, less_one, NULL);
}

struct parameter {
    const char *name;
    const __mpz_struct *number;
};

static bool push(OSSL_PARAM_BLD *builder, BIGNUM **kept, const struct parameter *parameter)
{
    unsigned char bytes[MODULUS_BYTES];
    size_t length = 0;

    mpz_export(bytes, &length, 1, 1, 1, 0, parameter->number);
    *kept = BN_bin2bn(bytes, (int)length, NULL);
    OPENSSL_cleanse(bytes, sizeof bytes);
    return *kept && OSSL_PARAM_BLD_push_BN(builder, parameter->name, *kept) == 1;
}

static EVP_PKEY *key_of(OSSL_PARAM_BLD *builder)
{
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
    EVP_PKEY *key = NULL;

    if (parameters && context && EVP_PKEY_fromdata_init(context) == 1)
        EVP_PKEY_fromdata(context, &key, EVP_PKEY_KEYPAIR, parameters);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    return key;
}

enum { PARAMETERS = 3 + 3 * MOST_PRIMES - 1 };

static EVP_PKEY *assemble(const struct numbers *numbers)
{
    const struct parameter table[PARAMETERS] = {
        {OSSL_PKEY_PARAM_RSA_N, numbers->modulus},
        {OSSL_PKEY_PARAM_RSA_E, numbers->public_exponent},
        {OSSL_PKEY_PARAM_RSA_D, numbers->private_exponent},
        {OSSL_PKEY_PARAM_RSA_FACTOR1, numbers->primes[0]},
        {OSSL_PKEY_PARAM_RSA_FACTOR2, numbers->primes[1]},
        {OSSL_PKEY_PARAM_RSA_FACTOR3, numbers->primes[2]},
        {OSSL_PKEY_PARAM_RSA_FACTOR4, numbers->primes[3]},
        {OSSL_PKEY_PARAM_RSA_FACTOR5, numbers->primes[4]},
        {OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers->exponents[0]},
        {OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers->exponents[1]},
        {OSSL_PKEY_PARAM_RSA_EXPONENT3, numbers->exponents[2]},
        {OSSL_PKEY_PARAM_RSA_EXPONENT4, numbers->exponents[3]},
        {OSSL_PKEY_PARAM_RSA_EXPONENT5, numbers->exponents[4]},
        {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers->coefficients[0]},
        {OSSL_PKEY_PARAM_RSA_COEFFICIENT2, numbers->coefficients[1]},
        {OSSL_PKEY_PARAM_RSA_COEFFICIENT3, numbers->coefficients[2]},
        {OSSL_PKEY_PARAM_RSA_COEFFICIENT4, numbers->coefficients[3]},
    };
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    BIGNUM *kept[PARAMETERS] = {NULL}; /* the builder borrows them; unused numbers are 0 */
    bool done = builder != NULL;
    EVP_PKEY *key;

    for (size_t i = 0; done && i < PARAMETERS; i++)
        done = mpz_sgn(table[i].number) == 0 || push(builder, &kept[i], &table[i]);
    key = done ? key_of(builder) : NULL;
    for (size_t i = 0; i < PARAMETERS; i++)
        BN_clear_free(kept[i]);
    OSSL_PARAM_BLD_free(builder);
    return key;
}

static void each(struct numbers *numbers, void (*apply)(mpz_ptr number))
{
    for (size_t i = 0; i < MOST_PRIMES; i++) {
        apply(numbers->primes[i]);
        apply(numbers->exponents[i]);
    }
    for (size_t i = 0; i < MOST_PRIMES - 1; i++)
        apply(numbers->coefficients[i]);
    apply(numbers->modulus);
    apply(numbers->public_exponent);
    apply(numbers->private_exponent);
}

EVP_PKEY *signing_key_new(unsigned primes)
{
    struct numbers numbers = {.count = primes};
    EVP_PKEY *key;

    each(&numbers, mpz_init);
    compute(&numbers);
    key = assemble(&numbers);
    each(&numbers, mpz_clear);
    return key;
}
