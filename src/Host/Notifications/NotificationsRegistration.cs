using Workflows.Host.Notifications.Mail;
using Workflows.Host.Notifications.Webhooks;

namespace Workflows.Host.Notifications;

/// <summary>Notifications in the application, by e-mail and by webhook.</summary>
public static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings());
        services.AddSingleton<TellPeople>().AddSingleton<GatherDigests>().AddSingleton<SendDeliveries>().AddSingleton<WriteMail>().AddSingleton<SendMail>().AddSingleton<PostWebhook>();
        services.AddSingleton<IWebhookFormat, SignedJson>().AddSingleton<IWebhookFormat, WeComBot>().AddSingleton<IWebhookFormat, DingTalkBot>();
        services.AddScoped<ReadNotifications>().AddScoped<ReadDeliveries>().AddSingleton<MarkNotifications>().AddSingleton<NotificationChoices>().AddSingleton<AdministerWebhooks>().AddSingleton<RetryDelivery>().AddSingleton<CleanNotifications>();
        return services;
    }
}
