using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Localization;
using MimeKit;
using Workflows.Approvals.Notifications;
using Workflows.Host.Jobs;
using Workflows.Host.Shell;

namespace Workflows.Host.Notifications.Mail;

/// <summary>
/// Writes an e-mail, as plain text and as HTML, in the language of its reader: one notification, or those of a day. It names matters and links to them; what people wrote stays behind
/// the sign-in.
/// </summary>
public sealed class WriteMail(IStringLocalizer<Text> texts, PaperAddress address, MailSettings settings)
{
    /// <param name="language"><c>en</c>, anything else is Chinese.</param>
    public MimeMessage Run(Delivery delivery, IReadOnlyList<Notification> news, string to, string name, string? language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "en" ? "en" : Languages.Default);
        try
        {
            return Written(delivery, news, to, name);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private MimeMessage Written(Delivery delivery, IReadOnlyList<Notification> news, string to, string name)
    {
        var (lines, choices) = (news.Select(one => (Kind: texts[$"Kind.{one.Kind}"].Value, What: What(one), Link: new Uri(address.Site, one.Link).AbsoluteUri)).ToList(), new Uri(address.Site, "/account#notifications").AbsoluteUri);
        var (greeting, intro, footer) = (texts["MailGreeting", name].Value, texts[news.Count == 1 ? "MailOne" : "MailMany", news.Count].Value, texts["MailFooter"].Value);
        var plain = new StringBuilder().AppendLine(greeting).AppendLine().AppendLine(intro).AppendLine();
        var html = new StringBuilder($"<p>{Safe(greeting)}</p><p>{Safe(intro)}</p><ul>");
        foreach (var (kind, what, link) in lines)
        {
            plain.AppendLine(CultureInfo.InvariantCulture, $"- [{kind}] {what}").AppendLine(CultureInfo.InvariantCulture, $"  {link}");
            html.Append(CultureInfo.InvariantCulture, $"<li>[{Safe(kind)}] <a href=\"{Safe(link)}\">{Safe(what)}</a></li>");
        }
        plain.AppendLine().AppendLine(footer).AppendLine(choices);
        html.Append(CultureInfo.InvariantCulture, $"</ul><p style=\"color:#666\">{Safe(footer)} <a href=\"{Safe(choices)}\">{Safe(choices)}</a></p>");

        var from = MailboxAddress.Parse(settings.From!);
        var message = new MimeMessage
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{delivery.Id}@{from.Domain}"),
            Date = delivery.CreatedAt,
            Subject = news.Count == 1 ? texts["MailSubject", lines[0].Kind, lines[0].What].Value : texts["MailSubjectMany", news.Count].Value,
            Body = new BodyBuilder { TextBody = plain.ToString(), HtmlBody = html.ToString() }.ToMessageBody(),
        };
        message.From.Add(from);
        message.To.Add(new MailboxAddress(name, to));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{choices}>");
        return message;
    }

    private static string What(Notification one) => string.Join(' ', new[] { Words.Of(one.Matter), one.Number, one.Unit }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
