using System.Globalization;
using System.Text;
using System.Xml;

namespace Workflows.Host.Lists;

/// <summary>Published lists as an Atom feed (RFC 4287). Each edition is an entry of its own, so that whoever follows the feed learns of a correction.</summary>
public static class ListFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <param name="lists">The latest first.</param>
    /// <param name="site">Address of the site as the public reaches it.</param>
    /// <param name="now">The moment of a feed without entries.</param>
    public static byte[] Write(IReadOnlyList<PublicList> lists, Uri site, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, new Uri(site, "/lists").ToString());
            xml.WriteElementString("title", Atom, "公布名单");
            xml.WriteElementString("updated", Atom, Instant(lists.Count > 0 ? lists[0].PublishedAt : now));
            Link(xml, "self", new Uri(site, "/api/lists/feed"), "application/atom+xml");
            Link(xml, "alternate", new Uri(site, "/lists"), "text/html");
            foreach (var list in lists) Entry(xml, list, site);
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Entry(XmlWriter xml, PublicList list, Uri site)
    {
        var page = new Uri(site, string.Create(CultureInfo.InvariantCulture, $"/lists/{list.Id}"));
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, page.ToString());
        xml.WriteElementString("title", Atom, list switch
        {
            { WithdrawnAt: not null } => $"{list.Title}名单（撤回）",
            { Edition: > 1 } => $"{list.Title}名单（更正，第 {list.Edition} 版）",
            _ => $"{list.Title}名单",
        });
        xml.WriteElementString("published", Atom, Instant(list.PublishedAt));
        xml.WriteElementString("updated", Atom, Instant(list.PublishedAt));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, list.Publisher ?? list.CallTitle);
        xml.WriteEndElement();
        Link(xml, "alternate", page, "text/html");
        Link(xml, "enclosure", new Uri(site, string.Create(CultureInfo.InvariantCulture, $"/api/lists/{list.Id}/table.csv")), "text/csv");
        xml.WriteElementString("summary", Atom, string.Create(CultureInfo.InvariantCulture, $"{list.CallTitle}：{list.Count} 个单位"));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, Uri address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address.ToString());
        xml.WriteEndElement();
    }

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
