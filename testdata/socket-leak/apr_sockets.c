/* APR's sockets end with their pool; one that APR is given ends with APR's object. */

apr_status_t opened_ok(apr_pool_t *pool, apr_sockaddr_t *to)
{
    apr_socket_t *s;
    apr_status_t status = apr_socket_create(&s, APR_INET, SOCK_STREAM, APR_PROTO_TCP, pool);
    if (status != APR_SUCCESS)
        return status;
    return apr_socket_connect(s, to);
}

apr_status_t put_ok(apr_socket_t **s, apr_pool_t *pool)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return errno;
    apr_status_t status = apr_os_sock_put(s, &fd, pool);
    if (status != APR_SUCCESS)
        close(fd);
    return status;
}

apr_status_t put_bad(apr_socket_t **s, apr_pool_t *pool)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return errno;
    apr_status_t status = apr_os_sock_put(s, &fd, pool);
    if (status != APR_SUCCESS)
        return status; //~ socket-leak
    return 0;
}

int cleaned_up_ok(apr_pool_t *pool)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    apr_pool_cleanup_register(pool, (void *)(intptr_t)fd, close_it, apr_pool_cleanup_null);
    return 0;
}
