struct server {
    int listener;
    int control;
    int notify;
};
