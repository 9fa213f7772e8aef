using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Workflows.Paper.Tables;

namespace Workflows.Paper.Tests.Tables;

public class PrintedTableTests
{
    private static readonly BrandSummary Summary = new("辽宁省教育厅", "经办人", "13000000000",
    [
        new(1, "辽阳县社区教育学院", "county", "联系人", "13000000000"),
        new(2, "=HYPERLINK(\"http://example.org\")", "village", "@联系人", "010-00000000"),
    ]);

    private static readonly InstitutionStatistics Statistics = new("辽宁省社区教育指导中心", new Dictionary<string, decimal>
    {
        ["prefectureCityCount"] = 14, ["prefectureCentreCount"] = 12, ["higherVocationalCount"] = 40, ["higherVocationalActive"] = 20, ["countyLevelCount"] = 100,
        ["countyCollegeCount"] = 60, ["secondaryVocationalCount"] = 50, ["secondaryVocationalActive"] = 40, ["townshipCount"] = 900, ["communitySchoolCount"] = 700,
        ["villageCount"] = 9000, ["learningPointCount"] = 5000, ["perCapitaFunding"] = 4.00m, ["trainingPersonTimes"] = 123456,
    });

    [Fact]
    public void The_summary_stands_as_it_is_printed()
    {
        var rows = Cells(Summary.ToXlsx());

        rows[0][0].ShouldBe("附件3");
        rows[1][0].ShouldBe("社区教育品牌项目汇总表");
        rows[2][0].ShouldBe("省级教育行政部门（盖章）：辽宁省教育厅");
        rows[4].ShouldBe(["序号", "品牌社区学习中心名称/品牌课程名称", "所处层级（县、市、区/乡镇、街道/村、社区）", "联系人", "联系电话"]);
        rows[5].ShouldBe(["1", "辽阳县社区教育学院", "县、市、区", "联系人", "13000000000"]);
    }

    [Fact]
    public void What_a_spreadsheet_would_run_is_text_and_comes_back_as_it_was_typed()
    {
        var bytes = Summary.ToXlsx();

        Cells(bytes)[6][1].ShouldStartWith("'=");
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>().ShouldBeEmpty();
        BrandSummary.Read(new MemoryStream(bytes)).Value.Items[1].Name.ShouldBe("=HYPERLINK(\"http://example.org\")");
    }

    [Fact]
    public void The_summary_comes_back_as_it_was_written()
    {
        var back = BrandSummary.Read(new MemoryStream(Summary.ToXlsx())).Value;

        back.Items.ShouldBe(Summary.Items);
        (back.Province, back.Contact, back.Phone).ShouldBe((Summary.Province, Summary.Contact, Summary.Phone));
    }

    [Fact]
    public void The_statistics_have_their_fifteen_columns_and_come_back()
    {
        var bytes = Statistics.ToXlsx("注：线上线下培训总数统计时间范围为2022年9月至2023年9月。");

        var rows = Cells(bytes);
        rows[2].Count.ShouldBe(15);
        rows[2][8].ShouldBe("开展社区的中等职业学校数(含职教中心)(个)");
        rows[3][13].ShouldBe("4.00");
        var back = InstitutionStatistics.Read(new MemoryStream(bytes)).Value;
        back.CentreName.ShouldBe(Statistics.CentreName);
        back.Figures.ShouldBe(Statistics.Figures, ignoreOrder: true);
    }

    [Fact]
    public void A_spreadsheet_program_finds_no_fault_in_them()
    {
        foreach (var bytes in new[] { Summary.ToXlsx(), Statistics.ToXlsx("注") })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
            new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Another_file_is_refused_and_says_why()
    {
        BrandSummary.Read(new MemoryStream([1, 2, 3])).Refusal!.Code.ShouldBe("table.not-xlsx");
        BrandSummary.Read(new MemoryStream(Statistics.ToXlsx("注"))).Refusal!.Code.ShouldBe("table.other-layout");
        InstitutionStatistics.Read(new MemoryStream(Summary.ToXlsx())).Refusal!.Code.ShouldBe("table.other-layout");
    }

    private static List<List<string>> Cells(byte[] bytes)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        return [.. document.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>()
            .Select(r => r.Elements<Cell>().Select(c => c.InlineString?.InnerText ?? c.CellValue?.Text ?? "").ToList())];
    }
}
