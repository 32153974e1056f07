/* An SSL object refers to its socket and does not close it; a BIO closes it if it is told to. */

int client_bad(SSL_CTX *ctx, const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) != 1) {
        ERR_print_errors_fp(stderr);
        SSL_free(ssl);
        return -1; //~ socket-leak
    }
    SSL_shutdown(ssl);
    SSL_free(ssl);
    close(fd);
    return 0;
}

int client_ok(SSL_CTX *ctx, const struct sockaddr *address, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    if (SSL_connect(ssl) != 1) {
        SSL_free(ssl);
        close(fd);
        return -1;
    }
    SSL_shutdown(ssl);
    SSL_free(ssl);
    close(fd);
    return 0;
}

void serve_bad(SSL_CTX *ctx, int listener)
{
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) {
            sleep(1);
            continue;
        }
        SSL *ssl = SSL_new(ctx);
        SSL_set_fd(ssl, client);
        if (SSL_accept(ssl) <= 0)
            ERR_print_errors_fp(stderr);
        else
            SSL_write(ssl, "hello", 5);
        SSL_shutdown(ssl);
        SSL_free(ssl);
    } //~ socket-leak
}

/* The socket goes with the object. */
SSL *wrap_ok(SSL_CTX *ctx, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return NULL;
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    return ssl;
}

void unwrap_ok(SSL_CTX *ctx, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return;
    SSL *ssl = SSL_new(ctx);
    SSL_set_fd(ssl, fd);
    SSL_accept(ssl);
    close(SSL_get_fd(ssl));
    SSL_free(ssl);
}

struct conn {
    SSL *ssl;
};

int in_object_ok(struct conn *c, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    return SSL_set_fd(c->ssl, fd);
}

int given_ok(SSL *ssl, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    return SSL_set_fd(ssl, fd);
}

int bio_owns_ok(SSL *ssl, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new_socket(fd, BIO_CLOSE);
    if (!bio) {
        close(fd);
        return -1;
    }
    BIO_puts(bio, "hello");
    BIO_free(bio);
    return 0;
}

int bio_owns_only_on_success_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new_socket(fd, BIO_CLOSE);
    if (!bio)
        return -1; //~ socket-leak
    BIO_free_all(bio);
    return 0;
}

int bio_borrows_bad(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new_socket(fd, BIO_NOCLOSE);
    BIO_puts(bio, "hello");
    BIO_free(bio);
    return 0; //~ socket-leak
}

int bio_borrows_ok(int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new_socket(fd, BIO_NOCLOSE);
    BIO_puts(bio, "hello");
    BIO_free(bio);
    close(fd);
    return 0;
}

int bio_in_ssl_ok(SSL *ssl, int listener)
{
    int fd = accept(listener, NULL, NULL);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new_socket(fd, BIO_NOCLOSE);
    SSL_set_bio(ssl, bio, bio);
    return 0;
}

int bio_set_later_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new(BIO_s_socket());
    BIO_set_fd(bio, fd, BIO_NOCLOSE);
    BIO_free(bio);
    return 0; //~ socket-leak
}

int bio_set_later_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    BIO *bio = BIO_new(BIO_s_socket());
    BIO_set_fd(bio, fd, BIO_CLOSE);
    BIO_free(bio);
    return 0;
}
