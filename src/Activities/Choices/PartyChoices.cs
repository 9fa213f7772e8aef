namespace Workflows.Activities.Choices;

/// <summary>The parties that a chain can name; who they are is resolved from the case and its call when the activity runs.</summary>
public sealed class PartyChoices : DropDownOptionsProviderBase
{
    internal static IReadOnlyList<SelectListItem> All =>
        [
            new("申报单位", "applicant"),
            new("上级主管部门", "competentSuperior"),
            new("县级教育主管部门", "county"),
            new("市级教育主管部门", "city"),
            new("省级教育主管部门", "province"),
            new("县级社区教育指导中心", "countyCentre"),
            new("市级社区教育指导中心", "cityCentre"),
            new("省级社区教育指导中心", "provincialCentre"),
            new("指导上级", "guidanceParent"),
            new("单件审定方", "caseDecider"),
            new("研究决定单位", "decider"),
            new("汇总单位", "collector"),
            new("项目组", "projectGroup"),
            new("备案机构", "filingBody"),
            new("公布单位", "publisher"),
            new("抄报对象", "copyUp"),
            new("抄送对象", "copyTo"),
            new("主送单位", "mainRecipients"),
            new("验收方", "receiver"),
            new("共同体", "community"),
            new("共同体成员单位", "members"),
            new("组长单位", "leaderUnit"),
            new("专家组", "expertGroup"),
            new("活动受邀单位", "roster"),
            new("缺席单位", "absentees"),
            new("各申报单位", "applicants"),
        ];

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken) => new([.. All]);
}
